import { env } from 'vscode';

interface Entry {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly error?: string;
}

/** Where the suites run. run-tests.mjs compares it and the language with the expected ones, because VS Code may silently use others. */
export const extensionHost = typeof process === 'object' && process.versions?.node !== undefined ? 'process' : 'web worker';

/** mocha's reporter, which mocha calls as a constructor. Prints each test when it ends, and at the end all of them on one line, which run-tests.mjs reads, because a web worker cannot write files. */
export function Report(runner: Mocha.Runner): void {
  const tests: Entry[] = [];
  const add = (entry: Entry, mark: string): void => {
    tests.push(entry);
    console.log(`  ${mark} ${entry.title}${entry.error ? `\n${entry.error}` : ''}`);
  };
  runner.on('pass', (test) => add({ title: test.fullTitle(), state: 'passed' }, 'ok  '));
  runner.on('fail', (test, error) => add({ title: test.fullTitle(), state: 'failed', error: error.stack ?? String(error) }, 'FAIL'));
  runner.on('pending', (test) => add({ title: test.fullTitle(), state: 'skipped' }, 'skip'));
  runner.on('end', () => {
    const count = (state: Entry['state']): number => tests.filter((test) => test.state === state).length;
    const totals = { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
    console.log(`EXT_TEST_REPORT ${JSON.stringify({ host: extensionHost, language: env.language, ...totals, tests })}`);
  });
}
