// Runs the packed server as a child process, as a user of it would.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { startPostgres } from './postgres.mjs';

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 20_000;

/**
 * Starts a server on a free port of the loopback address. Its store is empty: in memory, or a database of its own
 * where LIAISON_CONFORMANCE_STORE is `postgres`.
 *
 * @param seed a file in the seed format to load; nothing without it
 * @returns once it has printed its address: the address, the token that it accepts, and `stop()`
 */
export async function startServer({ seed } = {}) {
  const token = 'pat-conformance-0001';
  const database = onPostgres() ? await startPostgres(java()) : null;
  const store = database ? ['--postgres', database.url] : ['--memory'];
  const child = spawn(
    java(),
    [
      '--enable-native-access=ALL-UNNAMED',
      '--sun-misc-unsafe-memory-access=allow',
      ...['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
      ...['-jar', jar(), 'serve', ...store, ...(seed ? ['--seed', seed] : []), '--port', '0', '--token', token],
    ],
    { env: withoutSettings(process.env), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  // A signal ends the process without that event, and the server would outlive it.
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((signal) => process.once(signal, () => process.exit(1)));

  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (complaints += text));

  const url = await address(child, () => complaints);
  return {
    url,
    token,
    /** Asks the server to end, as an operator does, and checks that it counts as success. */
    async stop() {
      const timer = setTimeout(kill, STOP_LIMIT_MS);
      child.kill('SIGTERM');
      const end = await ended;
      clearTimeout(timer);
      process.off('exit', kill);
      await database?.stop();
      assert.deepEqual(end, { code: 0, signal: null }, `the server did not end well\n${complaints}`);
    },
  };
}

function address(child, complaints) {
  return new Promise((resolve, reject) => {
    const fail = (reason) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`the server did not start: ${reason}\n${complaints()}`));
    };
    const timer = setTimeout(() => fail(`no address in ${START_LIMIT_MS / 1000} s`), START_LIMIT_MS);
    child.once('error', (error) => fail(error.message));
    const early = (code, signal) => fail(`it ended with ${signal ?? `code ${code}`}`);
    child.once('close', early);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /^API\s+(http:\/\/\S+)$/.exec(line);
      if (found) {
        clearTimeout(timer);
        child.off('close', early);
        resolve(found[1]);
      }
    });
  });
}

function onPostgres() {
  const store = process.env.LIAISON_CONFORMANCE_STORE ?? 'memory';
  assert.ok(['memory', 'postgres'].includes(store), `LIAISON_CONFORMANCE_STORE is ${store}, not memory or postgres`);
  return store === 'postgres';
}

function jar() {
  const file =
    process.env.LIAISON_JAR ??
    path.join(path.dirname(fileURLToPath(import.meta.url)), '../server/target/liaison-all.jar');
  if (!existsSync(file)) {
    throw new Error(`no ${file}: build the server first, or name its jar in LIAISON_JAR`);
  }
  return file;
}

/** LIAISON_JAVA names the `java` of a JDK 25; else JAVA_HOME holds one; else the path does. */
function java() {
  const { LIAISON_JAVA, JAVA_HOME } = process.env;
  return LIAISON_JAVA ?? (JAVA_HOME ? path.join(JAVA_HOME, 'bin', 'java') : 'java');
}

/** The server reads its settings from LIAISON_ variables too: none may leak in from the caller. */
function withoutSettings(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('LIAISON_')));
}
