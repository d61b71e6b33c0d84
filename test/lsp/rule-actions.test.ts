import type { CodeAction } from 'vscode-languageserver/node';
import { afterEach, expect, test } from 'vitest';
import { LanguageServer } from '../support/language-server.ts';

let server: LanguageServer;
afterEach(async () => {
  await server.stop();
});

const file = 'file:///p/Dockerfile';
const text = 'FROM alpine:3.22\nRUNN a\nEXPOSE 80 # web\nRUN make\nEXPOSE 81 # api\n';

/** The diagnostics of the file, and the actions on a line that are about a rule. */
async function open(abilities: unknown): Promise<{ links: readonly unknown[]; actionsOn(line: number): Promise<readonly CodeAction[]> }> {
  server = await LanguageServer.start({}, abilities);
  await server.open(file, text);
  const found = await server.diagnostics(file);
  const actionsOn = async (line: number): Promise<readonly CodeAction[]> => {
    const { range } = found.find((diagnostic) => diagnostic.range.start.line === line)!;
    return (await server.actions(file, range)).filter(({ title }) => /^(?:Fix all|Turn off|Show documentation)/.test(title));
  };
  return { links: found.map(({ codeDescription }) => codeDescription?.href), actionsOn };
}

test('in our own client, a rule has a link to its page, and can be turned off', async () => {
  const { links, actionsOn } = await open({ ruleCommands: true });
  expect(links).toContain('command:layerwise.showRule?%5B%22unknown-instruction%22%5D');
  const actions = await actionsOn(1);
  expect(actions.map(({ title, command }) => [title, command?.command, command?.arguments])).toEqual([
    ['Turn off unknown-instruction', 'layerwise.turnOffRule', ['unknown-instruction']],
    ['Show documentation of unknown-instruction', 'layerwise.showRule', ['unknown-instruction']],
  ]);
  expect(actions[0]!.diagnostics).toMatchObject([{ code: 'unknown-instruction', range: { start: { line: 1 } } }]);
});

test('other clients do not get commands that they do not have', async () => {
  const { links, actionsOn } = await open({});
  expect(new Set(links)).toEqual(new Set([undefined]));
  expect(await actionsOn(1)).toEqual([]);
});

test('all problems of a rule with several safe fixes can be fixed at once', async () => {
  const { actionsOn } = await open({});
  const actions = await actionsOn(2);
  const action = actions.find(({ title }) => title.includes('inline-comment'));
  expect(action!.title).toBe('Fix all inline-comment problems in this file');
  const [edit] = action!.edit!.changes![file]!;
  expect(edit!.newText).toBe('# web\nEXPOSE 80\nRUN make\n# api\nEXPOSE 81');
});

test('the page of a rule', async () => {
  await open({});
  expect(await server.connection.sendRequest('layerwise/rulePage', { rule: 'inline-comment' })).toMatch(/^# inline-comment\n/);
  expect(await server.connection.sendRequest('layerwise/rulePage', { rule: 'toString' })).toBeNull();
});
