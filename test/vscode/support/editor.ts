import * as vscode from 'vscode';
import { ok } from './assert.ts';

/** Polls until `get` returns a truthy value. Several of VS Code's results are empty at first. */
export async function waitFor<T>(what: string, get: () => T | undefined | false | PromiseLike<T | undefined | false>): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    const value = await get();
    if (value) return value;
    if (Date.now() > end) throw new Error(`timed out waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** The workspace folder: the copy of test/vscode/fixtures/workspace that this run may change. */
export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  ok(folder, 'a folder is open');
  return folder.uri;
}

/** Writes a file of the workspace that is not open in an editor. */
export async function writeFile(path: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(workspaceFolder(), path), new TextEncoder().encode(text));
}

/** The rule of a diagnostic. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** A Dockerfile that is open in the editor, controlled through the editor's API. */
export class Editor {
  readonly document: vscode.TextDocument;

  private constructor(document: vscode.TextDocument) {
    this.document = document;
  }

  /** Opens a file of the workspace. `text`: writes the file first. */
  static async file(path: string, text?: string): Promise<Editor> {
    const uri = vscode.Uri.joinPath(workspaceFolder(), path);
    if (text !== undefined) await writeFile(path, text);
    const document = await vscode.workspace.openTextDocument(uri);
    // VS Code may still have the contents from an earlier test, and reads the file again when its watcher reports a change.
    if (text !== undefined) await waitFor(`the text of ${path}`, () => document.getText() === text);
    return Editor.show(document);
  }

  /** Opens an untitled document. */
  static async untitled(text: string): Promise<Editor> {
    return Editor.show(await vscode.workspace.openTextDocument({ language: 'dockerfile', content: text }));
  }

  static async show(document: vscode.TextDocument): Promise<Editor> {
    await vscode.window.showTextDocument(document, { preview: false });
    return new Editor(document);
  }

  get uri(): vscode.Uri {
    return this.document.uri;
  }

  get text(): string {
    return this.document.getText();
  }

  /** Layerwise's current diagnostics, in the order of the text. */
  get diagnostics(): readonly vscode.Diagnostic[] {
    const ours = vscode.languages.getDiagnostics(this.uri).filter((diagnostic) => diagnostic.source === 'layerwise');
    return ours.sort((a, b) => a.range.start.compareTo(b.range.start));
  }

  /** Waits for the first diagnostic of a rule. */
  diagnostic(rule: string): Promise<vscode.Diagnostic> {
    return waitFor(`a diagnostic ${rule}`, () => this.diagnostics.find((diagnostic) => ruleOf(diagnostic) === rule));
  }

  /** Waits until a rule has no findings. */
  async silent(rule: string): Promise<void> {
    await waitFor(`${rule} to go`, () => this.diagnostics.every((diagnostic) => ruleOf(diagnostic) !== rule));
  }

  /** The text that a diagnostic underlines. */
  textOf(diagnostic: vscode.Diagnostic): string {
    return this.document.getText(diagnostic.range);
  }

  /** The position `by` characters after the start of the first (or `nth`) occurrence of `text`. */
  at(text: string, by = 0, nth = 0): vscode.Position {
    let offset = -1;
    for (let i = 0; i <= nth; i++) offset = this.text.indexOf(text, offset + 1);
    ok(offset >= 0, `the document contains ${text}`);
    return this.document.positionAt(offset + by);
  }

  async replace(text: string, by: string): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(this.uri, new vscode.Range(this.at(text), this.at(text, text.length)), by);
    ok(await vscode.workspace.applyEdit(edit), 'the edit is taken');
  }

  /** The code actions of a range. */
  async actions(range: vscode.Range, kind: vscode.CodeActionKind): Promise<readonly vscode.CodeAction[]> {
    return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', this.uri, range, kind.value);
  }

  /**
   * Applies the preferred quick fix of a rule's first diagnostic; `title` is the start of its title. VS Code drops answers while other
   * extensions start, so this is retried.
   */
  async fix(rule: string, title: string): Promise<void> {
    const { range } = await this.diagnostic(rule);
    const action = await waitFor(`the quick fix "${title}"`, async () => {
      const actions = await this.actions(range, vscode.CodeActionKind.QuickFix);
      return actions.find((one) => one.isPreferred && one.title.startsWith(title));
    });
    await this.apply(action);
  }

  async apply(action: vscode.CodeAction): Promise<void> {
    if (action.edit) ok(await vscode.workspace.applyEdit(action.edit), `the edit of "${action.title}" is taken`);
    if (action.command) await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
  }

  /** The Markdown of the hover at a position. */
  async hover(at: vscode.Position): Promise<string> {
    const contents = await waitFor('a hover', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', this.uri, at);
      return hovers.length > 0 && hovers.flatMap((hover) => hover.contents);
    });
    return contents.map((content) => (typeof content === 'string' ? content : content.value)).join('\n');
  }

  /** The code lenses, resolved, by zero-based line. */
  async lenses(): Promise<ReadonlyMap<number, vscode.Command>> {
    const lenses = await waitFor('code lenses', async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', this.uri, 100);
      return found.length > 0 && found;
    });
    return new Map(lenses.flatMap((lens) => (lens.command ? [[lens.range.start.line, lens.command] as const] : [])));
  }

  /** Closes the editor and discards changes. */
  async close(): Promise<void> {
    await vscode.window.showTextDocument(this.document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}
