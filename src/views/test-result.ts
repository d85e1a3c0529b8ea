import { countOf, firstOf } from '../model/counts.ts';
import type { TestItem, TestResult, ToldFailure } from '../operations/validate/test-expectations.ts';
import { sentence, stepLines } from './explanation.ts';
import { printable } from './legible.ts';
import { documentViews } from './machine.ts';
import { markdownText } from './markdown.ts';
import type { Style } from './style.ts';
import type { Views } from './view.ts';
import { workflowCommand } from './workflow-command.ts';

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
      const properties = { file: `${prefix}${file}`, line, title: `expectation ${expectation}` };
      yield `${workflowCommand('error', properties, text)}\n`;
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
    yield `| ${markdownText(expectation)} | ${markdownText(messageOf(failure))} | ${markdownText(why)} | ${markdownText(`${file}:${line}`)} |\n`;
  }
}

function countsLine({ passed, failed }: Pick<TestResult, 'passed' | 'failed'>): string {
  return `${passed} passed, ${failed} failed`;
}
