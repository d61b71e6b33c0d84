// node run-tests.mjs --extension DIR | --vsix FILE  --tests FILE --workspace DIR [--workspace-file NAME|none] [--kind web]
//   [--locale ID] [--timeout SECONDS] [--artifacts DIR] [--verbose]
// FILE is the extensionTestsPath of @vscode/test-electron: a CommonJS module that exports run(): Promise<void>.
// Exit status: 0 if run() resolved and its report contains at least one passed test and no failed one.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startHost } from './host.mjs';

const { values: options } = parseArgs({
  options: {
    extension: { type: 'string' },
    vsix: { type: 'string' },
    kind: { type: 'string' },
    locale: { type: 'string' },
    tests: { type: 'string' },
    workspace: { type: 'string' },
    'workspace-file': { type: 'string' },
    timeout: { type: 'string', default: '480' },
    artifacts: { type: 'string', default: 'vscode-host-failure' },
    verbose: { type: 'boolean', default: false },
  },
});
for (const name of [options.vsix ? 'vsix' : 'extension', 'tests', 'workspace']) {
  if (!options[name] || !fs.existsSync(options[name])) throw new Error(`--${name}: ${options[name] ?? 'missing'} does not exist`);
}

// The workbench's own log lines arrive like those of the extension host's console.
const noise = /additional builtin|connection token|^Creating a socket|\[Service Worker\]|reconnection-grace-time|ChatSessionStore|\[AgentHost|AccountPolicyGate|ChatModelSelection|The web worker extension host is started in a same-origin iframe/; // prettier-ignore
const reportPrefix = 'EXT_TEST_REPORT ';
const click = 'EXT_TEST_CLICK '; // test/vscode/support/status.ts
let clicking = false;
let report; // a suite in the web worker cannot write a file: it logs its report as one line
function print(type, args) {
  const [first] = args;
  if (typeof first === 'string' && first.startsWith(reportPrefix)) report = JSON.parse(first.slice(reportPrefix.length));
  else if (typeof first === 'string' && first.startsWith(click)) clickStatus(first.slice(click.length)).catch(console.error);
  else if (options.verbose || typeof first !== 'string' || !noise.test(first))
    console[type === 'warn' || type === 'error' ? type : 'log'](...args);
}

const results = path.join(os.tmpdir(), `layerwise-vscode-results-${process.pid}.json`);
fs.rmSync(results, { force: true });
const host = await startHost({
  extension: options.extension,
  vsix: options.vsix,
  kind: options.kind,
  locale: options.locale,
  tests: options.tests,
  workspace: options.workspace,
  workspaceFile: options['workspace-file'],
  verbose: options.verbose,
  env: { EXT_TEST_RESULTS: results },
  log: print,
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void host.stop().finally(() => process.exit(130)));

let timer;
const late = new Promise((resolve) => {
  timer = setTimeout(() => resolve({ code: 1, reason: `no end within ${options.timeout} s` }), Number(options.timeout) * 1000);
});
const outcome = await Promise.race([host.exit, late]);
clearTimeout(timer);
host.mark('tests ended');

if (fs.existsSync(results)) report = JSON.parse(fs.readFileSync(results, 'utf8'));
// The exit code is not enough: an extension host that crashes, or a test that calls process.exit(3), gives code 0.
const expected = `${options.kind === 'web' ? 'web worker' : 'process'}, ${options.locale ?? 'en'}`;
const actual = report && `${report.host}, ${report.language}`;
const ok = outcome.code === 0 && actual === expected && report.failed === 0 && report.passed > 0;
if (!ok) await explain();
if (host.blocked.size > 0) console.error(`blocked requests: ${[...host.blocked].join(' ')}`);
await host.stop();
fs.rmSync(results, { force: true });
console.log(`timings ms: ${JSON.stringify(host.timings)}`);
// A run without a report counts as one failure, so that the totals cannot look successful.
console.log(`${report?.passed ?? 0} passed, ${Math.max(report?.failed ?? 0, ok ? 0 : 1)} failed, ${report?.skipped ?? 0} skipped`);
process.exit(ok ? 0 : 1);

/** Follows the link of the item with this text in the editor's language status. A request during another attempt is ignored. */
async function clickStatus(text) {
  if (clicking) return;
  clicking = true;
  try {
    await attemptClick(text);
  } finally {
    clicking = false;
  }
}

/** The hovered element is replaced when it changes, so this is retried. */
async function attemptClick(text) {
  const { page } = host;
  const once = { timeout: 2000 };
  for (let attempt = 1; ; attempt++) {
    try {
      await page.mouse.move(0, 0);
      await page.locator(`[id="status.languageStatus"][aria-label*=${JSON.stringify(text)}]`).hover(once);
      await page.locator('.hover-language-status', { hasText: text }).locator('a.monaco-link').click(once);
      return;
    } catch (error) {
      if (attempt === 8) throw error;
    }
  }
}

/** Saves what helps to find the cause: a screenshot, the browser's console, VS Code's logs. */
async function explain() {
  const at = options.artifacts;
  fs.rmSync(at, { recursive: true, force: true });
  fs.mkdirSync(at, { recursive: true });
  await host.page.screenshot({ path: path.join(at, 'screen.png'), timeout: 5000 }).catch(() => {});
  fs.writeFileSync(path.join(at, 'browser-console.log'), host.consoleLines.join('\n'));
  fs.writeFileSync(path.join(at, 'server.log'), host.serverLog());
  const logs = path.join(host.data, 'data', 'logs');
  if (fs.existsSync(logs)) fs.cpSync(logs, path.join(at, 'logs'), { recursive: true });
  // Only this log tells why an extension was not loaded (its engines.vscode, an invalid package.json).
  for (const file of fs.readdirSync(at, { recursive: true }).filter((name) => String(name).endsWith('remoteagent.log'))) {
    const lines = fs.readFileSync(path.join(at, String(file)), 'utf8').split('\n');
    console.error(lines.filter((line) => line.includes('[error]')).join('\n'));
  }
  for (const test of report?.tests ?? []) if (test.state === 'failed') console.error(`FAILED ${test.title}\n${test.error}`);
  if (report && actual !== expected) console.error(`the suites ran in ${actual}; expected: ${expected}`);
  console.error(`NOT OK: code ${outcome.code} (${outcome.reason}), report ${report ? 'written' : 'missing'}; see ${at}/`);
}
