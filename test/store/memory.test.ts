import { describeRunStore } from '../contracts/run-store.js';
import { memoryRuns } from './memory.js';

describeRunStore({
  name: 'memory',
  sessions: 'many',
  open: async () => ({ collection: memoryRuns(), remove: async () => {} }),
});
