/** `npm run bench`: every benchmark prints its figures as ratios against a reference measured in the same run. */

import { cpus } from 'node:os';
import { benchDetection } from './detection.js';
import { benchReport } from './report.js';
import { benchScripts } from './scripts.js';
import { benchStart } from './start.js';

process.stdout.write(`Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}\n`);
benchScripts();
benchStart();
await benchDetection();
benchReport();
