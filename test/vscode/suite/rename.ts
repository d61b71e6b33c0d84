import * as vscode from 'vscode';
import { equal, matches, ok } from '../support/assert.ts';
import { Editor, waitFor } from '../support/editor.ts';
import { words } from '../support/words.ts';

const variable = `ARG VERSION=22
FROM node:\${VERSION:-20} AS build
ARG VERSION
RUN echo "made with $VERSION"
COPY <<EOF /etc/release
node \${VERSION}
EOF
FROM debian:bookworm-slim
ENV VERSION=12
RUN echo "$VERSION"
`;

const stage = `FROM node:22 AS build
RUN npm ci
FROM build AS test
RUN --mount=from=build,target=/src npm test
FROM scratch
COPY --from=build /app /app
COPY --from=0 /lib /lib
`;

/** A rename that is refused, and the reason that the user sees. */
interface Refused {
  readonly what: string;
  readonly text: string;
  /** The text at the cursor. */
  readonly name: string;
  readonly newName: string;
  readonly reason: RegExp;
}

const refused: readonly Refused[] = [
  {
    what: 'a name that the scope has',
    text: 'FROM debian\nENV PORT=1\nENV HOST=a\nRUN echo $PORT$HOST\n',
    name: 'PORT',
    newName: 'HOST',
    reason: words(/HOST .*line 3/, /HOST 已在第 3 行使用/),
  },
  {
    what: 'a name that another stage has',
    text: stage,
    name: 'build',
    newName: 'test',
    reason: words(/stage "test" in line 3/, /第 3 行已经有阶段“test”/),
  },
  {
    what: 'a name that no variable can have',
    text: 'FROM debian\nENV PORT=1\n',
    name: 'PORT',
    newName: '1st',
    reason: words(/"1st" is not a valid variable name/, /“1st”不是有效的变量名/),
  },
];

export function rename(): void {
  describe('rename', () => {
    it('renames a variable in its scope only', async () => {
      const editor = await Editor.file('python-app/Dockerfile.rename', variable);
      await renameAt(editor, editor.at('VERSION:-'), 'NODE');
      const [first, second] = variable.split('FROM debian');
      equal(editor.text, `${first!.replaceAll('VERSION', 'NODE')}FROM debian${second}`, 'the text with the new name');
      await editor.close();
    });

    it('renames a stage everywhere', async () => {
      const editor = await Editor.file('python-app/Dockerfile.rename', stage);
      await renameAt(editor, editor.at('--from=build', '--from='.length), 'compile');
      equal(editor.text, stage.replaceAll('build', 'compile'), 'the text with the new name');
      await editor.close();
    });

    it('starts with the name at the cursor', async () => {
      const editor = await Editor.file('python-app/Dockerfile.rename', variable);
      const { range, placeholder } = await prepare(editor, editor.at('VERSION:-', 3));
      equal(placeholder, 'VERSION');
      equal(range.start, editor.at('VERSION:-'));
      equal(editor.document.getText(range), 'VERSION');
      await editor.close();
    });

    it('is not offered for text without a name', async () => {
      const editor = await Editor.file('python-app/Dockerfile.rename', variable);
      await prepare(editor, editor.at('VERSION'));
      await reasonOf(vscode.commands.executeCommand('vscode.prepareRename', editor.uri, editor.at('FROM')));
      await editor.close();
    });

    for (const { what, text, name, newName, reason } of refused) {
      it(`refuses ${what}, and shows the reason`, async () => {
        const editor = await Editor.file('python-app/Dockerfile.rename', text);
        await prepare(editor, editor.at(name));
        matches(await reasonOf(edits(editor, editor.at(name), newName)), reason);
        equal(editor.text, text);
        await editor.close();
      });
    }
  });
}

interface Place {
  readonly range: vscode.Range;
  readonly placeholder: string;
}

/** What the editor lets the user rename there, once the server has read the document. */
function prepare(editor: Editor, at: vscode.Position): Promise<Place> {
  return waitFor('a name', () => vscode.commands.executeCommand<Place | undefined>('vscode.prepareRename', editor.uri, at));
}

function edits(editor: Editor, at: vscode.Position, newName: string): Thenable<vscode.WorkspaceEdit> {
  return vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', editor.uri, at, newName);
}

async function renameAt(editor: Editor, at: vscode.Position, newName: string): Promise<void> {
  await prepare(editor, at);
  ok(await vscode.workspace.applyEdit(await edits(editor, at, newName)), 'the rename is taken');
}

/** The message that the user sees when a command fails. */
async function reasonOf(command: Thenable<unknown>): Promise<string> {
  const reason = await command.then(
    () => undefined,
    (error: unknown) => String(error),
  );
  ok(reason !== undefined, 'the command fails');
  return reason;
}
