import { equal, matches } from '../support/assert.ts';
import { Editor } from '../support/editor.ts';
import { words } from '../support/words.ts';

export function diagnostics(): void {
  describe('diagnostics', () => {
    it('underline the exact word', async () => {
      const editor = await Editor.file('Dockerfile', 'FROM alpine:3.22\nRUNN apk add curl\n');
      const found = await editor.diagnostic('unknown-instruction');
      equal(editor.textOf(found), 'RUNN');
      matches(found.message, words(/^Unknown instruction "RUNN"/, /^未知的指令“RUNN”/));
      await editor.close();
    });

    it('are updated while typing', async () => {
      const editor = await Editor.file('Dockerfile', 'FROM alpine:3.22\nRUNN apk add curl\n');
      await editor.diagnostic('unknown-instruction');
      await editor.replace('RUNN', 'RUN');
      await editor.silent('unknown-instruction');
      await editor.replace('FROM', 'FORM');
      equal(editor.textOf(await editor.diagnostic('unknown-instruction')), 'FORM');
      await editor.close();
    });

    it('are removed when the document is closed', async () => {
      const editor = await Editor.untitled('FROM alpine:3.22\nRUNN ls\n');
      await editor.diagnostic('unknown-instruction');
      await editor.close();
      await editor.silent('unknown-instruction');
    });
  });
}
