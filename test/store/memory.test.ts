import { describeRunStore } from '../contracts/run-store.js';
import { memoryRuns } from './memory.js';

describeRunStore({
  name: 'memory',
  sessions: 'many',
  async open() {
    const collection = memoryRuns();
    return {
      collection,
      remove: async () => {},
      silence: async (name) => collection.silence(name),
      erase: async (name) => collection.erase(name),
    };
  },
});
