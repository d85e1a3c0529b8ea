import { countOf, firstOf } from '../model/counts.ts';
import type { TestItem, TestResult, ToldFailure } from '../operations/validate/test-expectations.ts';
import { escapeData, escapeProperty } from './diagnostics/github.ts';
import { cell } from './diagnostics/markdown.ts';
import { sentence, stepLines } from './explanation.ts';
import { documentViews } from './machine.ts';
import type { Style } from './style.ts';
import { printable } from './text-width.ts';
import type { Views } from './view.ts';

/** What a run of `test` found. */
export interface TestReport extends TestResult {
  /** The way from the root of the Git repository to the fleet root: empty, or with a slash at the end. */
  readonly prefix: string;
}

/** Which expectations are met. */
export const testViews = {
  text: testText,
  ...documentViews(({ passed, failed, items }: TestReport) => ({ kind: 'TestResult', passed, failed, items })),
  github: testGithub,
  markdown: testMarkdown,
} satisfies Views<TestReport>;

const indent = '      ';

function* testText({ passed, failed, items }: TestReport, style: Style): Iterable<string> {
  for (const { expectation, passed: isMet, failures } of items) {
    yield `${isMet ? style.green('pass') : style.red('FAIL')}  ${printable(expectation)}\n`;
    for (const failure of failures) yield* failureText(failure, style);
  }
  yield `${countsLine({ passed, failed })}\n`;
}

function* failureText(failure: ToldFailure, style: Style): Iterable<string> {
  const { explanation, file, line } = failure;
  yield `${indent}${messageOf(failure)}  ${style.dim(`${printable(file)}:${line}`)}\n`;
  if (!explanation) return;
  yield `${indent}On ${printable(explanation.cluster)}:\n`;
  for (const line of stepLines(explanation, style)) yield `${indent}${line}\n`;
  yield `${indent}${sentence(explanation.reason)}\n`;
}

function messageOf({ message, clusters, sample }: ToldFailure): string {
  if (clusters === 0) return printable(message);
  return printable(`${message} on ${countOf(clusters, 'cluster')}: ${firstOf(sample, 5, clusters)}`);
}

/** Annotations in GitHub Actions. */
function* testGithub({ passed, failed, items, prefix }: TestReport): Iterable<string> {
  for (const { expectation, failures } of items) {
    for (const failure of failures) {
      const { file, line, explanation } = failure;
      const text = explanation ? `${messageOf(failure)}\n${sentence(explanation.reason)}` : messageOf(failure);
      const title = escapeProperty(`expectation ${expectation}`);
      yield `::error file=${escapeProperty(`${prefix}${file}`)},line=${line},title=${title}::${escapeData(text)}\n`;
    }
  }
  yield `${countsLine({ passed, failed })}\n`;
}

/** A table of what fails, for the summary of a pipeline or a comment on a pull request. */
function* testMarkdown({ passed, failed, items }: TestReport): Iterable<string> {
  yield `**${countsLine({ passed, failed })}**\n`;
  if (failed > 0) yield '\n| expectation | what | why | where |\n| --- | --- | --- | --- |\n';
  for (const item of items) yield* markdownRows(item);
}

function* markdownRows({ expectation, failures }: TestItem): Iterable<string> {
  for (const failure of failures) {
    const { explanation, file, line } = failure;
    const why = explanation ? sentence(explanation.reason) : '';
    yield `| ${cell(expectation)} | ${cell(messageOf(failure))} | ${cell(why)} | ${cell(`${file}:${line}`)} |\n`;
  }
}

function countsLine({ passed, failed }: Pick<TestResult, 'passed' | 'failed'>): string {
  return `${passed} passed, ${failed} failed`;
}
