import { matches } from '../support/assert.ts';
import { Editor } from '../support/editor.ts';
import { words } from '../support/words.ts';

const text = `ARG TAG=22-slim
FROM node:\${TAG}
ENV GREETING=hello
USER node
ENTRYPOINT ["node", "server.js"]
CMD ["--port", "3000"]
`;

export function hovers(): void {
  describe('hovers', () => {
    it('show what docker run executes', async () => {
      const editor = await Editor.file('node-app/Dockerfile.hover', text);
      matches(await editor.hover(editor.at('ENTRYPOINT')), /node server\.js --port 3000/);
      matches(await editor.hover(editor.at('CMD')), /SIGTERM/);
      matches(await editor.hover(editor.at('CMD')), words(/Process 1/, /1 号进程/));
      await editor.close();
    });

    it('show where a variable is visible, and its value', async () => {
      const editor = await Editor.file('node-app/Dockerfile.hover', text);
      matches(await editor.hover(editor.at('${TAG}', 3)), /22-slim/);
      matches(await editor.hover(editor.at('GREETING', 2)), /-e /);
      await editor.close();
    });

    it('explain every other instruction', async () => {
      const editor = await Editor.file('node-app/Dockerfile.hover', text);
      matches(await editor.hover(editor.at('FROM')), words(/base image/, /基础镜像/));
      matches(await editor.hover(editor.at('USER')), /docs\.docker\.com/);
      await editor.close();
    });
  });
}
