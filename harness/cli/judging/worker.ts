/** A thread that judges: piscina starts this module. */

import { batchJudge } from '../../../reports/judging/threads/index.js';
import { loadIdentifier } from '../../identifier/index.js';

export default batchJudge((name) => loadIdentifier(name));
