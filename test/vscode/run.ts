/// <reference types="mocha" />
// mocha's browser build runs in Node.js and in a web worker, so one bundle works in every extension host.
import 'mocha/mocha';
import { env, version, workspace } from 'vscode';
import { Report, extensionHost } from './support/report.ts';
import { noFolder } from './suite/no-folder.ts';
import { severalRoots } from './suite/several-roots.ts';
import { allSuites } from './suite/index.ts';

/** Called by VS Code in an extension test host (extensionTestsPath). Rejects if a test failed. */
export async function run(): Promise<void> {
  mocha.setup({ ui: 'bdd', timeout: 30_000, reporter: Report as never });
  suiteFor(workspace.workspaceFolders?.length ?? 0)();
  console.log(`VS Code ${version}, extension host: ${extensionHost}, language: ${env.language}`);
  const failures = await new Promise<number>((resolve) => void Mocha.prototype.run.call(mocha, resolve));
  if (failures > 0) throw new Error(`${failures} test(s) failed`);
}

/** The opened window determines the suites. The display language only changes the expected texts. */
function suiteFor(folders: number): () => void {
  if (folders === 0) return noFolder;
  return folders === 1 ? allSuites : severalRoots;
}
