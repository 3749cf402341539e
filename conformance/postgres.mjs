// A PostgreSQL server for one test file, by the program that the Java tests take theirs from.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * Starts a PostgreSQL server with an empty database.
 *
 * @param java the `java` of a JDK 25
 * @returns the JDBC address of the database, and `stop()`
 * @throws when LIAISON_TEST_CLASSPATH names no file, or the server does not start: it never skips
 */
export async function startPostgres(java) {
  const file = process.env.LIAISON_TEST_CLASSPATH;
  if (!file) {
    throw new Error('LIAISON_TEST_CLASSPATH names no file with the class path of the tests: run ./liaison test');
  }
  const program = ['-cp', readFileSync(file, 'utf8').trim(), 'dev.liaison.store.TestPostgresMain'];
  const child = spawn(java, ['-XX:TieredStopAtLevel=1', ...program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => {
    const { value, done } = await lines.next();
    if (done) {
      throw new Error('PostgreSQL did not start');
    }
    return value;
  };
  await line();
  child.stdin.write('\n');
  const url = await line();
  return {
    url,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
