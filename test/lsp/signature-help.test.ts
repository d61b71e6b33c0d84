import { SignatureHelpRequest, SignatureHelpTriggerKind } from 'vscode-languageserver/node';
import type { SignatureHelp, SignatureHelpContext } from 'vscode-languageserver/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LineIndex } from '../../server/src/base/lines.ts';
import { readCursor } from '../support/cursor.ts';
import { LanguageServer } from '../support/language-server.ts';

const blank: SignatureHelpContext = { triggerKind: SignatureHelpTriggerKind.TriggerCharacter, triggerCharacter: ' ', isRetrigger: false };

/** Signature help at the cursor's mark. */
async function helpAt(server: LanguageServer, marked: string, context?: SignatureHelpContext): Promise<SignatureHelp | null> {
  const { text, offset } = readCursor(marked);
  const uri = `untitled:${encodeURIComponent(marked)}`;
  await server.open(uri, text);
  const position = new LineIndex(text).positionAt(offset);
  return server.connection.sendRequest(SignatureHelpRequest.type, { textDocument: { uri }, position, ...(context && { context }) });
}

describe('an editor with all capabilities', () => {
  let server: LanguageServer;
  beforeAll(async () => {
    const signatureInformation = {
      documentationFormat: ['markdown' as const],
      parameterInformation: { labelOffsetSupport: true },
      activeParameterSupport: true,
      noActiveParameterSupport: true,
    };
    server = await LanguageServer.start({ textDocument: { signatureHelp: { signatureInformation } } });
  });
  afterAll(() => server.stop());

  test('gets label offsets, Markdown, and the active parameter', async () => {
    const help = await helpAt(server, 'FROM alpine\nENV A=‸');
    const { label, parameters, activeParameter, documentation } = help!.signatures[help!.activeSignature!]!;
    const [start, end] = parameters![activeParameter!]!.label as [number, number];
    expect(label.slice(start, end)).toBe('<value>');
    expect(documentation).toMatchObject({ kind: 'markdown' });
    expect(help!.activeParameter).toBe(activeParameter);
  });

  test('gets `null` if there is no active parameter', async () => {
    const help = await helpAt(server, 'FROM alpine\nRUN --mount=type=cache,colour=re‸d true');
    expect(help).toMatchObject({ activeParameter: null });
  });

  test('gets nothing where there is no signature', async () => {
    expect(await helpAt(server, 'FROM alpine\n# a comm‸ent')).toBe(null);
  });

  test('gets no help at blanks of a shell command unless it is invoked', async () => {
    const inCommand = 'FROM alpine\nRUN apk add ‸curl';
    expect(await helpAt(server, inCommand, blank)).toBe(null);
    expect(await helpAt(server, inCommand, { ...blank, isRetrigger: true })).not.toBe(null);
    expect(await helpAt(server, inCommand)).not.toBe(null);
    expect(await helpAt(server, 'FROM alpine\nCOPY a ‸', blank)).not.toBe(null);
  });
});

test('an editor with few capabilities gets label strings and plain text', async () => {
  const server = await LanguageServer.start();
  const help = await helpAt(server, 'FROM alpine\nCOPY a ‸');
  const signature = help!.signatures[help!.activeSignature!]!;
  expect(signature.parameters![help!.activeParameter!]!.label).toBe('<dest>');
  expect(typeof signature.documentation).toBe('string');
  await server.stop();
});
