import { postgresRuns } from '../../store/index.js';
import { describeRunStore } from '../contracts/run-store.js';
import { needsPostgres } from '../support/needs.js';
import { type PostgresServer, startPostgres } from '../support/postgres.js';

let server: PostgresServer;
let made = 0;

describeRunStore({
  name: 'a database',
  sessions: 'many',
  async start(context) {
    context.timeout(120_000);
    server = await startPostgres(needsPostgres(context));
  },
  end: () => server?.remove(),
  async open() {
    const name = `test${made++}`;
    await server.createDatabase(name);
    const runs = postgresRuns(server.url(name));
    return {
      collection: runs,
      async remove() {
        await runs.close();
        await server.dropDatabase(name);
      },
      // Who is taken for dead has no row any more.
      async silence() {
        await server.ask(name, 'DELETE FROM offscript.workers');
      },
      async erase(run) {
        await server.ask(name, `DELETE FROM offscript.runs WHERE name = '${run}'`);
      },
    };
  },
});
