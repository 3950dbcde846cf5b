/** Requests that name another language, a file a kind of what they say of it. */

export { COMPLAINTS } from './complaints.js';
export { FORBIDDING } from './forbidding.js';
export { MENTIONS } from './mentions.js';
export type { Request } from './request.js';
export { WISHES } from './wishes.js';
