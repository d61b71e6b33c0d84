// node test/vscode/activation.mjs [RUNS]
// Measures what the extension adds to the start of a real VS Code, from VS Code's own marks: loading its code and activating it.
import path from 'node:path';
import { run } from '../../scripts/steps.mjs';
import { repository } from './host/places.mjs';
import { startHost } from './host/host.mjs';

const extensionId = 'layerwise.layerwise';
const runs = Number(process.argv[2] ?? 3);
run('node', ['scripts/build.mjs', 'client', 'server', '--minify']);
for (let i = 0; i < runs; i++) {
  const { load, activate } = await measure();
  console.log(`load ${load} ms, activate ${activate} ms: ${load + activate} ms`);
}

async function measure() {
  const host = await startHost({ extension: repository, workspace: path.join(repository, 'examples', 'node'), open: 'Dockerfile' });
  try {
    const { page } = host;
    await page.locator('.codelens-decoration a').first().waitFor();
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').first().fill('>Developer: Startup Performance');
    await page.keyboard.press('Enter');
    await page.locator('.tab', { hasText: 'Startup Performance' }).waitFor();
    await page.waitForTimeout(2000); // the report is filled asynchronously
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+C');
    const report = await page.evaluate(() => navigator.clipboard.readText());
    const load = markAt(report, 'didLoadExtensionCode') - markAt(report, 'willLoadExtensionCode');
    return { load, activate: callOf(report) };
  } finally {
    await host.stop();
  }
}

/** The duration of the call of activate() in milliseconds: a row of `Extension | Eager | Load Code | Call Activate | ...`. */
function callOf(report) {
  const row = report.split('\n').find((text) => text.startsWith(`| ${extensionId} `));
  return Number(row.split('|')[4]);
}

/** The time of a mark in milliseconds, from a line with tab-separated name, time, and other values. */
function markAt(report, name) {
  const line = report.split('\n').find((text) => text.startsWith(`code/extHost/${name}/${extensionId}\t`));
  if (!line) throw new Error(`VS Code's report does not contain the mark ${name} of ${extensionId}`);
  return Number(line.split('\t')[1]);
}
