import { expect, test } from 'vitest';
import type { MultiStagePreview } from '../../server/src/lsp/messages.ts';
import { LanguageServer } from '../support/language-server.ts';

const text = 'FROM alpine:3.22\nRUNN ls\n';
const uri = 'untitled:Dockerfile';

test('the server uses the display language of the editor', async () => {
  const server = await LanguageServer.start({}, undefined, { locale: 'zh-cn' });
  await server.open(uri, text);
  const [found] = await server.diagnostics(uri, (all) => all.length > 0);
  expect(found!.message).toBe('未知的指令“RUNN”，构建会失败。您是否想写 RUN？');
  expect((await server.actions(uri, found!.range)).map(({ title }) => title)).toContain('替换为 RUN');
  expect(await server.hover(uri, 'FROM')).toContain('基础镜像');
  await server.stop();
});

test('also in sentences with several parts', async () => {
  const server = await LanguageServer.start({}, undefined, { locale: 'zh-cn' });
  await server.open(uri, 'FROM golang:1.25\nWORKDIR /src\nCOPY . .\nRUN go build -o /usr/local/bin/app .\nCMD ["app"]\n');
  const preview = await server.connection.sendRequest<MultiStagePreview>('layerwise/multiStage', { uri });
  expect(preview.converted && preview.message).toMatch(/^镜像大小：转换前[^。]*。\S/);
  await server.stop();
});

test('and English if the editor sends none', async () => {
  const server = await LanguageServer.start();
  await server.open(uri, text);
  const [found] = await server.diagnostics(uri, (all) => all.length > 0);
  expect(found!.message).toContain('Unknown instruction "RUNN"');
  await server.stop();
});
