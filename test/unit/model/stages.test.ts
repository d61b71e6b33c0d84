import { describe, expect, it } from 'vitest';
import { dedent, markedModel, modelOf } from '../../support/model.ts';
import { isForLinux } from '../../../server/src/model/stages.ts';

describe('stages', () => {
  const model = modelOf(
    dedent(`
      ARG BASE=builder
      FROM golang:1.22 AS Builder
      RUN go build
      FROM $BASE AS tester
      RUN go test
      FROM alpine
      COPY --from=BUILDER /a /a
      COPY --from=1 /b /b
      RUN --mount=from=tester,target=/t true
      COPY --from=nginx:1 /c /c
    `),
  );
  const [builder, tester, last] = model.stages;

  it('have names in lower case, with their spans', () => {
    expect(model.stages.map(({ name }) => name)).toEqual(['builder', 'tester', undefined]);
    const { start, end } = builder!.nameSpan!;
    expect(model.tree.text.slice(start, end)).toBe('Builder');
    expect(model.stageNamed('BUILDER')).toBe(builder);
    expect(model.stageNamed('2')).toBeUndefined();
  });

  it('have a parent stage, also through a variable', () => {
    expect(tester!.parent).toBe(builder);
    expect(tester!.image).toBeUndefined();
    expect(builder!.image?.repository).toBe('golang');
  });

  it('contain the instructions below them', () => {
    expect(builder!.instructions.map(({ keyword }) => keyword)).toEqual(['FROM', 'RUN']);
    expect(model.tree.text.slice(builder!.start, builder!.end)).toBe('FROM golang:1.22 AS Builder\nRUN go build');
    expect(model.stageOf(model.tree.instructions[0]!)).toBeUndefined();
    expect(model.stageOf(model.tree.instructions[1]!)).toBe(builder);
  });

  it('have their uses', () => {
    const uses = model.stages.map(({ usedBy }) => usedBy.map(({ kind, at }) => `${kind} ${model.tree.text.slice(at.start, at.end)}`));
    expect(uses).toEqual([['from $BASE', 'copy BUILDER'], ['copy 1', 'mount tester'], []]);
  });

  it('the last one is final', () => {
    expect(model.final).toBe(last);
    expect(model.stages.map(({ isFinal }) => isFinal)).toEqual([false, false, true]);
  });

  it('stages that the final one builds on are in the final image, those copied from are not', () => {
    const inFinalImage = (text: string): boolean[] => modelOf(text).stages.map((stage) => stage.isInFinalImage);
    expect(model.stages.map((stage) => stage.isInFinalImage)).toEqual([false, false, true]);
    expect(inFinalImage('FROM a AS x\nFROM b AS y\nFROM x AS z\nFROM z\nCOPY --from=y a b\n')).toEqual([true, false, true, true]);
  });
});

describe('a name refers to', () => {
  /** The stage's index, `image NAME`, or `nothing`, of the only source in the marked instruction. */
  function source(marked: string): number | string {
    const { model, at } = markedModel(marked);
    const sources = model.sourcesOf(at);
    expect(sources).toHaveLength(1);
    const { stage, image } = sources[0]!;
    return stage ? stage.index : image ? `image ${image.repository}` : 'nothing';
  }

  it.each([
    ['the stage before of that name', 'FROM a AS x\nFROM x¦\n', 0],
    ['the last one before of that name', 'FROM a AS x\nFROM b AS x\nFROM x¦\nFROM c AS x\n', 1],
    ['an image where the stage comes later', 'FROM x¦\nFROM a AS x\n', 'image x'],
    ['an image where it is the own name', 'FROM node AS node¦\n', 'image node'],
    ['an image in COPY, where the stage comes later', 'FROM a\nCOPY --from=x b c¦\nFROM a AS x\n', 'image x'],
    ['a stage by its number in COPY', 'FROM a\nFROM b\nCOPY --from=0 b c¦\n', 0],
    ['no stage by the own number', 'FROM a\nCOPY --from=0 b c¦\n', 'nothing'],
    ['an image by a number in FROM', 'FROM a\nFROM 0¦\n', 'image 0'],
    ['an image by a number in a mount', 'FROM a\nFROM b\nRUN --mount=from=0,target=/x y¦\n', 'image 0'],
    ['an image by a reference with a tag', 'FROM a AS x\nFROM b\nCOPY --from=x:1 b c¦\n', 'image x'],
    ['a stage in quotes', 'FROM a AS x\nFROM b\nCOPY --from="x" b c¦\n', 0],
    ['no stage through a variable in COPY, which takes none', 'ARG S=x\nFROM a AS x\nFROM b\nARG S\nCOPY --from=$S b c¦\n', 'image $S'],
  ])('%s', (_, marked, expected) => expect(source(marked)).toBe(expected));

  it('a stage in an ONBUILD is resolved where the instruction runs', () => {
    const model = modelOf('FROM alpine AS base\nONBUILD COPY --from=build /a /a\nFROM golang AS build\nFROM base\n');
    const [, onbuild] = model.tree.instructions;
    expect(model.sourcesOf(onbuild!).map(({ stage }) => stage?.index)).toEqual([1]);
    expect(model.stages[1]!.usedBy).toHaveLength(1);
  });

  it('a stage in an ONBUILD is unknown if no stage of the file runs it', () => {
    const { model, at } = markedModel('FROM alpine\nONBUILD COPY --from=build /a /a¦\n');
    expect(model.sourcesOf(at)).toEqual([]);
  });
});

describe('the operating system and distribution', () => {
  it.each([
    ['FROM alpine', 'linux'],
    ['FROM mcr.microsoft.com/windows/servercore:ltsc2022', 'windows'],
    ['FROM mcr.microsoft.com/windows/nanoserver:1809', 'windows'],
    ['FROM mcr.microsoft.com/dotnet/framework/sdk:4.8', 'windows'],
    ['FROM golang:1.22-windowsservercore-ltsc2022', 'windows'],
    ['FROM golang:1.22-nanoserver', 'windows'],
    ['FROM nanoserver', 'windows'],
    ['FROM mcr.microsoft.com/dotnet/sdk:8.0', 'linux'],
    ['FROM me/windows-tools', 'linux'],
    ['FROM --platform=windows/amd64 me/app', 'windows'],
    ['FROM --platform=$BUILDPLATFORM golang', 'linux'],
    ['FROM nanoserver AS x\nFROM x', 'windows'],
    ['FROM mcr.microsoft.com/windows:1909\nRUN nvms\\setup.bat\nRUN nvm install', 'windows'],
    ['FROM mcr.microsoft.com/windows/server:ltsc2022', 'windows'],
    ['FROM mcr.microsoft.com/powershell:nanoserver-1809', 'windows'],
    ['FROM mcr.microsoft.com/powershell:ubuntu-22.04', 'linux'],
    ['FROM jenkins/agent:windowsservercore-1809', 'windows'],
    ['FROM octopusdeploy/worker-tools:6.4.0-windows.ltsc2022', 'windows'],
    ['FROM stefanscherer/chocolatey-windows', 'windows'],
    ['FROM microsoft/aspnet:4.7.2', 'windows'],
    ['FROM me/servercore', 'windows'],
    ['ARG BASE\nFROM $BASE\nWORKDIR C:\\app', 'windows'],
    ['FROM me/agent\nRUN echo %PATH%', 'windows'],
    ['FROM me/agent\nSHELL ["powershell", "-Command"]', 'windows'],
    ['FROM me/agent\nRUN powershell.exe -Command x', 'windows'],
    ['FROM me/agent\nRUN cmd /c dir', 'windows'],
    ['FROM me/agent\nCOPY . C:/app', 'windows'],
    ['FROM me/agent\nRUN tools\\setup /quiet', 'windows'],
    ['FROM me/agent\nCMD ["app.exe"]', 'windows'],
    ['FROM me/agent\nRUN install.bat', 'windows'],
    ['FROM me/agent\nRUN choco install -y git', 'windows'],
    ['FROM golang:1.22\nSHELL ["powershell", "-Command"]', 'windows'],
    ['FROM me/agent AS a\nFROM a\nRUN cmd /S /C dir', 'windows'],
    ['FROM me/agent\nRUN apt-get update && wine setup.exe', 'linux'],
    ['FROM me/agent\nRUN date +%Y%m%d && sed s%abc%def% /x', 'linux'],
    ['FROM me/agent\nRUN curl https://a.example/b', 'linux'],
    ['# escape=`\nFROM debian:12\nRUN x', 'linux'],
    ['FROM debian:12\nRUN wget https://example.com/setup.exe', 'linux'],
    ['FROM node:22\nRUN echo %PATH%', 'linux'],
    ['FROM --platform=linux/amd64 me/agent\nRUN install.bat', 'linux'],
    ['FROM scratch\nCOPY app.exe /', 'linux'],
    ['FROM me/wine\nRUN wget https://example.com/setup.exe', 'linux'],
  ])('%s: %s', (text, os) => expect(modelOf(text).final!.os).toBe(os));

  it.each([
    ['# escape=`\nFROM me/agent:1\nRUN setup', false],
    ['FROM me/agent:1\nENV ROOT=C:\\app', false],
    ['FROM me/agent:1\nARG TOOLS="%ProgramFiles%"', false],
    ['# escape=`\nFROM me/agent:1\nRUN apt-get update', true],
    ['# escape=`\nFROM debian:12\nRUN x', true],
    ['FROM me/agent:1\nRUN x', true],
    ['FROM me/agent:1\nRUN x.exe', false],
  ])('%j is certainly for Linux: %s', (text, expected) => expect(isForLinux(modelOf(text).final!)).toBe(expected));

  it.each([
    ['FROM debian:12-slim', 'debian bookworm'],
    ['FROM debian:bullseye-20240101', 'debian bullseye'],
    ['FROM ubuntu:22.04', 'ubuntu jammy'],
    ['FROM alpine:3.22.1', 'alpine 3.22'],
    ['FROM node:22-bookworm-slim', 'debian bookworm'],
    ['FROM nginx:1.27-alpine3.20', 'alpine 3.20'],
    ['FROM ghcr.io/me/app:1-jammy', 'ubuntu jammy'],
    ['FROM nvidia/cuda:12.2.0-base-ubuntu22.04', 'ubuntu jammy'],
    ['FROM node:22-alpine', 'alpine 3.24'],
    ['FROM python:3.12', 'debian trixie'],
    ['FROM debian:bookworm AS x\nFROM x', 'debian bookworm'],
    ['FROM ghcr.io/me/app:1', 'undefined undefined'],
    ['FROM scratch', 'undefined undefined'],
    ['FROM busybox', 'undefined undefined'],
    ['ARG V\nFROM node:$V', 'undefined undefined'],
    ['FROM nanoserver', 'undefined undefined'],
  ])('%s: %s', (text, expected) => {
    const { distro, release } = modelOf(text).final!;
    expect(`${distro} ${release}`).toBe(expected);
  });
});

describe('the catalogue entry of the base', () => {
  it.each([
    ['FROM node:22', 'node'],
    ['FROM docker.io/library/node:22', 'node'],
    ['ARG V=22\nFROM node:$V', 'node'],
    ['FROM ghcr.io/me/node:22', undefined],
    ['FROM node@sha256:abc', undefined],
    ['ARG V\nFROM node:$V', undefined],
    ['FROM node:22 AS a\nFROM a', undefined],
    ['FROM scratch', undefined],
  ])('%j: %s', (text, repository) => expect(modelOf(text).final!.base?.entry.repository).toBe(repository));
});

describe('an invalid file', () => {
  it.each(['', 'FROM', 'FROM\nFROM\n', 'RUN x\n', 'FORM a\nRUN x\n', 'FROM a AS\nCOPY --from= b c\n', 'FROM AS x\n', 'ARG\nFROM $\n'])(
    '%j has a model',
    (text) => {
      const model = modelOf(text);
      expect(model.stages.length).toBe(text.split('\n').filter((line) => line.startsWith('FROM')).length);
    },
  );

  it('instructions before the first FROM belong to no stage', () => {
    const model = modelOf('RUN x\nFORM a\nCMD y\n');
    for (const instruction of model.tree.instructions) {
      expect(model.stageOf(instruction)).toBeUndefined();
      expect(model.configBefore(instruction).baseKnown).toBe(false);
      expect(model.dialectAt(instruction)).toBe('sh');
    }
    expect(model.final).toBeUndefined();
  });
});
