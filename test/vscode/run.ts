/// <reference types="mocha" />
// mocha's browser build runs in Node and in a web worker alike, so one bundle serves every extension host.
import 'mocha/mocha';
import { env, version, workspace } from 'vscode';
import { Report, extensionHost } from './support/report.ts';
import { noFolder } from './suite/no-folder.ts';
import { severalRoots } from './suite/several-roots.ts';
import { everything } from './suite/index.ts';

/** What VS Code calls in an extension test host (extensionTestsPath). Rejects when a test failed. */
export async function run(): Promise<void> {
  mocha.setup({ ui: 'bdd', timeout: 30_000, reporter: Report as never });
  suiteFor(workspace.workspaceFolders?.length ?? 0)();
  console.log(`VS Code ${version}, extension host: ${extensionHost}, language: ${env.language}`);
  const failures = await new Promise<number>((resolve) => void Mocha.prototype.run.call(mocha, resolve));
  if (failures > 0) throw new Error(`${failures} test(s) failed`);
}

/** The window that was opened says what is to be tested in it. The display language changes only which words a reader must see. */
function suiteFor(folders: number): () => void {
  if (folders === 0) return noFolder;
  return folders === 1 ? everything : severalRoots;
}
