import { equal } from '../support/assert.ts';
import { Editor } from '../support/editor.ts';

/** What must work in a window without a folder. */
export function noFolder(): void {
  describe('without an open folder', () => {
    it('an unsaved Dockerfile is checked', async () => {
      const editor = await Editor.untitled('FROM alpine:3.22\nRUNN ls\n');
      equal(editor.textOf(await editor.diagnostic('unknown-instruction')), 'RUNN');
      await editor.close();
    });
  });
}
