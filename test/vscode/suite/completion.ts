import * as vscode from 'vscode';
import { readCursor } from '../../support/cursor.ts';
import { equal, matches, ok } from '../support/assert.ts';
import { Editor, waitFor } from '../support/editor.ts';
import { words } from '../support/words.ts';

/** What the list at the cursor's mark must contain, and what it must not. */
interface ListCase {
  readonly what: string;
  readonly marked: string;
  readonly offers: readonly string[];
  readonly hides?: readonly string[];
}

const cases: readonly ListCase[] = [
  { what: 'instructions', marked: 'FROM debian\nWOR‸\n', offers: ['WORKDIR'] },
  { what: 'the flags of this instruction', marked: 'FROM debian\nCOPY --ch‸\n', offers: ['--chown=', '--chmod='], hides: ['--mount='] },
  { what: 'the flags below a line that is broken', marked: 'FORM debian\nCOPY --ch‸\n', offers: ['--chown=', '--chmod='] },
  { what: 'the types of a mount', marked: 'FROM debian\nRUN --mount=type=‸\n', offers: ['bind', 'cache', 'secret', 'ssh', 'tmpfs'] },
  {
    what: 'the options of a mount',
    marked: 'FROM debian\nRUN --mount=type=cache,‸\n',
    offers: ['target=', 'sharing='],
    hides: ['size='],
  },
  {
    what: 'the stages before this one',
    marked: 'FROM debian AS build\nFROM build AS test\nCOPY --from=‸ /a /a\nFROM scratch AS later\n',
    offers: ['build'],
    hides: ['later'],
  },
  {
    what: 'the variables that are visible',
    marked: 'FROM debian AS other\nENV ELSEWHERE=1\nFROM debian\nENV PORT=3000\nEXPOSE ${‸}\n',
    offers: ['PORT'],
    hides: ['ELSEWHERE'],
  },
  { what: 'images', marked: 'FROM nod‸\n', offers: ['node'] },
  { what: 'the packages of the base image', marked: 'FROM debian:bookworm\nRUN apt-get install -y cur‸\n', offers: ['curl'] },
];

export function completion(): void {
  describe('completion', () => {
    for (const { what, marked, offers, hides = [] } of cases) {
      it(`offers ${what}`, async () => {
        const { editor, at } = await open('python-app/Dockerfile.completion', marked);
        const items = await offered(editor, at, offers);
        equal(hidden(items, hides), [], 'offered all the same');
        await editor.close();
      });
    }

    it('offers the files of the build context, without those that .dockerignore excludes', async () => {
      const { editor, at } = await open('python-app/Dockerfile.completion', 'FROM python:3.14-slim\nCOPY ‸ ./\n');
      const items = await offered(editor, at, ['app/', 'requirements.txt']);
      equal(hidden(items, ['server.pem']), [], 'offered all the same');
      await editor.close();
    });

    it('shows since when a flag exists and what it does', async () => {
      const { editor, at } = await open('python-app/Dockerfile.completion', 'FROM debian\nCOPY --li‸ a b\n');
      const item = named(await offered(editor, at, ['--link']), '--link')!;
      ok(typeof item.label === 'object', 'the label has a description');
      equal(item.label.description, words('since syntax 1.4', '自语法 1.4 起'));
      ok(item.documentation instanceof vscode.MarkdownString, 'the documentation is Markdown');
      matches(item.documentation.value, words(/an independent layer/, /独立的一层/));
      matches(item.documentation.value, /docs\.docker\.com\/reference\/dockerfile\/#copy---link/);
      await editor.close();
    });

    it('inserts a snippet', async () => {
      const { editor, at } = await open('python-app/Dockerfile.completion', 'FROM debian\nHEAL‸');
      const item = named(await offered(editor, at, ['HEALTHCHECK … CMD …']), 'HEALTHCHECK … CMD …')!;
      await take(item);
      equal(editor.text, 'FROM debian\nHEALTHCHECK --interval=30s --timeout=3s CMD command');
      await editor.close();
    });

    it('replaces the whole word that it completes', async () => {
      const { editor, at } = await open('python-app/Dockerfile.completion', 'FROM debian AS build\nFROM scratch\nCOPY --from=bu‸i /a /a\n');
      await take(named(await offered(editor, at, ['build']), 'build')!);
      equal(editor.text, 'FROM debian AS build\nFROM scratch\nCOPY --from=build /a /a\n');
      await editor.close();
    });
  });
}

async function open(path: string, marked: string): Promise<{ editor: Editor; at: vscode.Position }> {
  const { text, offset } = readCursor(marked);
  const editor = await Editor.file(path, text);
  return { editor, at: editor.document.positionAt(offset) };
}

/** The list at a position, as soon as it contains everything expected: the build context is read in the background. */
function offered(editor: Editor, at: vscode.Position, wanted: readonly string[]): Promise<readonly vscode.CompletionItem[]> {
  const resolved = 100;
  return waitFor(`completion to offer ${wanted.join(' ')}`, async () => {
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      editor.uri,
      at,
      undefined,
      resolved,
    );
    return wanted.every((label) => named(items, label)) && items;
  });
}

function named(items: readonly vscode.CompletionItem[], wanted: string): vscode.CompletionItem | undefined {
  return items.find(({ label }) => (typeof label === 'string' ? label : label.label) === wanted);
}

/** The items that must not be offered but are. */
function hidden(items: readonly vscode.CompletionItem[], unwanted: readonly string[]): readonly string[] {
  return unwanted.filter((label) => named(items, label));
}

/** Accepts an item, like the user with Enter. */
async function take({ insertText, range }: vscode.CompletionItem): Promise<void> {
  ok(insertText !== undefined && range !== undefined, 'the item says what it inserts, and where');
  const snippet = typeof insertText === 'string' ? new vscode.SnippetString().appendText(insertText) : insertText;
  const replaced = range instanceof vscode.Range ? range : range.replacing;
  ok(await vscode.window.activeTextEditor!.insertSnippet(snippet, replaced), 'the item is taken');
}
