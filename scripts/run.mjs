// `node scripts/run.mjs FILE [arguments]`: a TypeScript program of the project, on Node 24, installed if needed.
import { ensureInstalled, handOver } from './launch.mjs';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: node scripts/run.mjs FILE [arguments]');
  process.exit(64);
}
await ensureInstalled();
handOver(file, args);
