// A program that owns an embedded PostgreSQL until somebody ends it: `owner-program.ts DATA_DIR`.
import { EmbeddedPostgresError, startEmbeddedPostgres } from '../../src/embedded/postgres.ts';

try {
  const postgres = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', isDurable: false });
  process.once('SIGTERM', () => void postgres.stop().then(() => process.exit(0)));
  console.log(`server ${postgres.pid} ${postgres.url}`);
  setInterval(() => {}, 60_000);
} catch (error) {
  console.log(error instanceof EmbeddedPostgresError ? `${error.name}: ${error.message}` : String(error));
  process.exitCode = 1;
}
