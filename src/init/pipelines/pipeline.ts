import type { Answers, Pipeline } from '../repository.ts';
import type { PipelineContext, PipelineFiles } from './context.ts';
import { githubFiles } from './github.ts';
import { gitlabFiles } from './gitlab.ts';
import { jenkinsFiles } from './jenkins.ts';
import { teamcityFiles } from './teamcity.ts';

const makers: Record<
  Exclude<Pipeline, 'none'>,
  (answers: Answers, context: PipelineContext) => PipelineFiles
> = { github: githubFiles, gitlab: gitlabFiles, teamcity: teamcityFiles, jenkins: jenkinsFiles };

/** The pipeline that packages in one job, without any identity, and deploys in the next. */
export function pipelineFiles(answers: Answers, context: PipelineContext): PipelineFiles {
  if (answers.pipeline === 'none') return { files: [], notes: [] };
  return makers[answers.pipeline](answers, context);
}
