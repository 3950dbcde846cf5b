/** Han forms by national character sets. */

export { SIMPLIFIED_NOT_JAPANESE } from './charsets.generated.js';
