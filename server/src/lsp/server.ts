import type { Connection, InitializeParams } from 'vscode-languageserver';
import { lazy } from '../base/memoize.ts';
import type { FileHost, Host } from '../host/host.ts';
import { loadTranslator } from '../host/languages.ts';
import { editorFiles } from './editor-files.ts';
import { buildContext } from './features/build-context.ts';
import { diagnostics } from './features/diagnostics.ts';
import { byScheme } from './files.ts';
import { Session } from './session.ts';

/** Milliseconds after the first diagnostics at which the features are loaded, if no request needs them earlier. */
const featuresAfter = 50;

/**
 * Serves a client whose `initialize` request has been answered (initialize.ts); at first only with diagnostics. Returns a function that
 * loads the features that answer requests: a file has its diagnostics before that code is read.
 * `files`: reads files on this host; undefined if only the editor can (the web worker).
 */
export async function serve(
  connection: Connection,
  params: InitializeParams,
  { files, ...host }: { readonly files: FileHost | undefined } & Omit<Host, 'files'>,
): Promise<() => Promise<void>> {
  const fromEditor = editorFiles((method, about) => connection.sendRequest(method, about));
  const translate = await loadTranslator(params.locale);
  const session = new Session(connection, params, { files: files ? byScheme(files, fromEditor) : fromEditor, ...host }, translate);
  const loadFeatures = lazy(async () => {
    const { features } = await import('./features/index.ts');
    for (const listen of features) listen(connection, session);
  });
  for (const listen of [diagnostics, buildContext]) listen(connection, session);
  const loadSoon = lazy(() => setTimeout(() => void loadFeatures().catch((error: unknown) => session.report(error)), featuresAfter));
  session.onSnapshot(loadSoon);
  connection.onInitialized(() => session.watch());
  session.listen();
  return loadFeatures;
}
