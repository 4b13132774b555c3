// `npm start`: runs on Node 20, before anything is installed.
import { ensureInstalled, handOver } from './launch.mjs';

await ensureInstalled();
handOver('src/main.ts', process.argv.slice(2));
