import { expect, it } from 'vitest';
import { hasNoShell } from '../../../server/src/model/no-shell.ts';
import { modelOf } from '../../support/model.ts';

it.each([
  ['FROM scratch', true],
  ['FROM gcr.io/distroless/static-debian12:nonroot', true],
  ['FROM gcr.io/distroless/base-debian12:debug', false],
  ['FROM cgr.dev/chainguard/node:latest', true],
  ['FROM chainguard/node:latest-dev', false],
  ['FROM cgr.dev/chainguard/wolfi-base', false],
  ['FROM gcr.io/distroless/static-debian12', true],
  ['FROM cgr.dev/chainguard/node', true],
  ['FROM cgr.dev/chainguard/bash', false],
  ['FROM cgr.dev/chainguard/busybox', false],
  ['FROM cgr.dev/chainguard/bash-static', true],
  ['FROM cgr.dev/chainguard/node:22-dev', false],
  ['FROM alpine AS base\nFROM base', false],
  ['FROM scratch AS base\nFROM base', true],
  ['FROM alpine:3.22', false],
  ['FROM $IMAGE', false],
])('%j: %s', (text, expected) => {
  expect(hasNoShell(modelOf(`${text}\n`).stages.at(-1)!)).toBe(expected);
});
