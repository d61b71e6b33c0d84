import * as vscode from 'vscode';
import { readCursor } from '../../support/cursor.ts';
import { matches } from '../support/assert.ts';
import { Editor, waitFor } from '../support/editor.ts';
import { words } from '../support/words.ts';

/** The position of the cursor, and the active part of the signature. */
const cases: readonly (readonly [what: string, marked: string, active: string])[] = [
  ['an instruction', 'FROM alpine\nCOPY app ‸', '<dest>'],
  ['a pair', 'FROM alpine\nENV GREETING=‸', '<value>'],
  ['a flag', 'FROM alpine\nHEALTHCHECK --interval=‸30s CMD true', '<duration>'],
  ['a mount, below a line with an error', 'FORM alpine\nRUN --mount=type=cache,target=‸/c true', 'target=<path>'],
];

export function signatureHelp(): void {
  describe('signature help', () => {
    for (const [what, marked, active] of cases) {
      it(`highlights the active part of ${what}`, async () => {
        const { editor, at } = await openMarked(marked);
        await waitFor(`the part ${active}`, async () => activePart(await helpAt(editor, at)) === active);
        await editor.close();
      });
    }

    it('explains the part', async () => {
      const { editor, at } = await openMarked('FROM alpine\nCOPY app ‸');
      const { signatures, activeSignature } = await helpAt(editor, at);
      const { documentation } = signatures[activeSignature]!.parameters.at(-1)!;
      matches(textOf(documentation), words(/^The destination\./, /^目标路径/));
      await editor.close();
    });
  });
}

async function openMarked(marked: string): Promise<{ editor: Editor; at: vscode.Position }> {
  const { text, offset } = readCursor(marked);
  const editor = await Editor.file('python-app/Dockerfile.signature', text);
  return { editor, at: editor.document.positionAt(offset) };
}

/** Signature help at a position, as if the user requests it. */
function helpAt(editor: Editor, at: vscode.Position): Promise<vscode.SignatureHelp> {
  const command = 'vscode.executeSignatureHelpProvider';
  return waitFor('help', () => vscode.commands.executeCommand<vscode.SignatureHelp | undefined>(command, editor.uri, at));
}

function activePart({ signatures, activeSignature, activeParameter }: vscode.SignatureHelp): string | undefined {
  const signature = signatures[activeSignature]!;
  const part = signature.parameters[signature.activeParameter ?? activeParameter]?.label;
  return typeof part === 'object' ? signature.label.slice(...part) : part;
}

function textOf(documentation: string | vscode.MarkdownString | undefined): string {
  return typeof documentation === 'object' ? documentation.value : (documentation ?? '');
}
