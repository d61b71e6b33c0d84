import { describe, expect, it } from 'vitest';
import { reportsOf } from '../../support/rule-tables.ts';

const reports = (text: string): string => reportsOf('secret-in-env-or-arg', `${text}\n`, ['name', 'id']);

describe('where the value comes from', () => {
  it.each<[string, string]>([
    ['ENV DB_PASSWORD=$DB_PASSWORD', ''],
    ['ENV DB_PASSWORD=${DB_PASSWORD}', ''],
    ['ENV DB_PASSWORD=${DB_PASSWORD:-}', ''],
    ['ENV DB_PASSWORD=x$DB_PASSWORD', 'env DB_PASSWORD db_password'],
    ['ENV DB_PASSWORD=${DB_PASSWORD}x', 'env DB_PASSWORD db_password'],
    ['ENV DB_PASSWORD=${OTHER:-hunter2}', 'env DB_PASSWORD db_password'],
    ['ENV A=hunter2\nENV DB_PASSWORD=$A', 'env DB_PASSWORD db_password'],
    ['ENV A=\nENV DB_PASSWORD=$A', ''],
    ['ENV A=true\nENV DB_PASSWORD=$A', ''],
    ["ENV DB_PASSWORD='true'", ''],
    ['ENV DB_PASSWORD="true"', ''],
    ['ENV DB_PASSWORD=\'tr\'"ue"', ''],
    ['ARG A\nENV DB_PASSWORD=$A', 'env DB_PASSWORD db_password'],
    ['ENV DB_PASSWORD=', ''],
    ['ENV DB_PASSWORD', ''],
    ['ARG DB_PASSWORD=', ''],
    ['ARG DB_PASSWORD', 'arg DB_PASSWORD db_password'],
    ['ARG DB_PASSWORD=hunter2', 'arg DB_PASSWORD db_password'],
    ['ARG DB_PASSWORD=true', ''],
    ['ENV "DB_PASSWORD"=hunter2', 'env DB_PASSWORD db_password'],
    ['ENV my.secret=hunter2', 'env my.secret my.secret'],
    ['ENV my-secret=hunter2', 'env my-secret my-secret'],
  ])('%s: %s', (lines, expected) => {
    expect(reports(`FROM debian:12\n${lines}`)).toBe(expected);
  });
});

/** An ARG stays in the history of the image, an ENV in its configuration: one mistake, reported where it is worst. */
describe('an ARG that becomes an ENV', () => {
  const arg = 'arg NPM_TOKEN npm_token';

  it.each<[string, string]>([
    ['ARG NPM_TOKEN\nENV NPM_TOKEN=$NPM_TOKEN', 'env NPM_TOKEN npm_token'],
    ['ARG NPM_TOKEN\nENV A=1 APP_TOKEN="${NPM_TOKEN}" B=2', 'env APP_TOKEN app_token'],
    ['ARG NPM_TOKEN\nENV A=$NPM_TOKEN', arg],
    ['ARG NPM_TOKEN\nENV APP_TOKEN_URL=https://a/$NPM_TOKEN', arg],
    ['ARG NPM_TOKEN\nENV A=$NPM_TOKEN APP_TOKEN=', arg],
    ['ARG NPM_TOKEN\nENV APP_TOKEN= A=$NPM_TOKEN', arg],
    ['ARG NPM_TOKEN\nENV APP_TOKEN=$OTHER', arg],
    ['ARG NPM_TOKEN\nRUN APP_TOKEN=$NPM_TOKEN make', arg],
    ['ENV APP_TOKEN=$NPM_TOKEN\nARG NPM_TOKEN', arg],
  ])('%s: %s', (lines, expected) => {
    expect(reports(`FROM debian:12\n${lines}`)).toBe(expected);
  });

  it.each<[string, string]>([
    ['ARG NPM_TOKEN\nFROM debian:12\nARG NPM_TOKEN', arg],
    ['ARG NPM_TOKEN=abc\nFROM debian:12\nARG NPM_TOKEN', arg],
    ['ARG OTHER\nFROM debian:12\nARG NPM_TOKEN', arg],
    ['ARG NPM_TOKEN\nFROM debian:12\nARG NPM_TOKEN=other', `${arg}, ${arg}`],
    ['ARG NPM_TOKEN\nFROM debian:12\nARG NPM_TOKEN\nENV NPM_TOKEN=$NPM_TOKEN', 'env NPM_TOKEN npm_token'],
    ['FROM debian:12 AS a\nARG NPM_TOKEN\nFROM debian:12\nARG NPM_TOKEN\nENV NPM_TOKEN=$NPM_TOKEN', `${arg}, env NPM_TOKEN npm_token`],
  ])('%s: %s', (text, expected) => {
    expect(reports(text)).toBe(expected);
  });
});
