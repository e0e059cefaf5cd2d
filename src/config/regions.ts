import { closest } from '../words/closest.ts';
import { regionPattern } from './partition.ts';

/**
 * Regions there were when this was written; there will be others.
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html and, for partitions of their own,
 * https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json
 */
export const knownRegions = [
  ...['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-1', 'ap-northeast-2'],
  ...['ap-northeast-3', 'ap-south-1', 'ap-south-2', 'ap-southeast-1', 'ap-southeast-2'],
  ...['ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7'],
  ...['ca-central-1', 'ca-west-1', 'eu-central-1', 'eu-central-2', 'eu-north-1', 'eu-south-1'],
  ...['eu-south-2', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'il-central-1', 'me-central-1'],
  ...['me-south-1', 'me-west-1', 'mx-central-1', 'sa-east-1', 'sa-west-1', 'us-east-1'],
  ...['us-east-2', 'us-west-1', 'us-west-2', 'cn-north-1', 'cn-northwest-1', 'eusc-de-east-1'],
  ...['us-gov-east-1', 'us-gov-west-1', 'us-iso-east-1', 'us-iso-west-1', 'us-isob-east-1'],
  ...['us-isob-west-1', 'eu-isoe-west-1', 'us-isof-east-1', 'us-isof-south-1'],
];

const directions = [
  ...['central', 'north', 'south', 'east', 'west'],
  ...['northeast', 'northwest', 'southeast', 'southwest'],
];

/**
 * What speaks against a region that is none of those known. Wrong for certain is only a direction that is none, and
 * nearly one; any other may have been opened since.
 */
export function regionDoubt(region: string): Doubt | undefined {
  if (!doubts.has(region)) doubts.set(region, doubtOf(region));
  return doubts.get(region);
}

type Doubt = { wrong: boolean; hint: string };

/** A large file names the same regions thousands of times. */
const doubts = new Map<string, Doubt | undefined>();

function doubtOf(region: string): Doubt | undefined {
  if (knownRegions.includes(region) || !regionPattern.test(region)) return undefined;
  // Before it stand the area and, in some partitions, `gov`, `iso` or a country.
  const direction = region.split('-').at(-2) ?? '';
  const wrong = !directions.includes(direction) && closest(direction, directions) !== undefined;
  const near = closest(corrected(region), knownRegions) ?? closest(region, knownRegions);
  return { wrong, hint: near ? `did you mean "${near}"?` : 'it may be newer than this fanout' };
}

/** With a direction instead of what nearly is one. */
function corrected(region: string): string {
  const words = region.split('-');
  const direction = words.at(-2) ?? '';
  return words.with(-2, closest(direction, directions) ?? direction).join('-');
}
