/** Runs in folders, one writer at a time. */

export { folderPlace, folderRuns, folderStore } from './store.js';
