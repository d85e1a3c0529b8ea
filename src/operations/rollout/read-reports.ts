import { resolve } from 'node:path';
import { UserError } from '../../model/errors.ts';
import { isRecord, jsonIn } from '../../model/record.ts';
import type { Host } from '../../ports/host.ts';
import type { Report } from '../../resolve/readiness.ts';

/** Reads what clusters reported: one JSON object a line. `-` is standard input. Throws UserError with the line. */
export async function readReports(host: Host, file: string): Promise<Report[]> {
  const path = resolve(host.cwd, file);
  if (file !== '-' && host.fs.stat(path)?.type !== 'file') throw new UserError(`there is no file ${file}`);
  const content = file === '-' ? await host.terminal.readInput() : host.fs.read(path);
  const reports: Report[] = [];
  for (const [index, line] of new TextDecoder().decode(content).split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const report = readReport(line);
    if (!report)
      throw new UserError(
        `${file}:${index + 1} is not a report: ${line.slice(0, 80)}`,
        'Each line is {"cluster": "la-1", "application": "pos", "ready": true, "seenAt": "2026-11-23T14:00:00Z"}.',
      );
    reports.push(report);
  }
  return reports;
}

function readReport(line: string): Report | undefined {
  const value = jsonIn(line);
  if (!isRecord(value)) return undefined;
  const { cluster, application, ready, seenAt } = value;
  const seen = typeof seenAt === 'string' ? Date.parse(seenAt) : Number.NaN;
  if (typeof cluster !== 'string' || typeof application !== 'string' || typeof ready !== 'boolean') return undefined;
  return Number.isNaN(seen) ? undefined : { cluster, application, ready, seenAt: seen };
}
