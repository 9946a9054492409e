import type { Plan, Target } from './load/plan.ts'
import { courtside } from './servers/courtside.ts'
import { nchan } from './servers/nchan.ts'
import { betterSse, nodeWrite } from './servers/node.ts'
import type { Server } from './servers/server.ts'
import { floorFramed, floorPerPull, floorSaving, plainWorker } from './servers/workerd.ts'

/** One thing to measure, on all servers it makes sense for. */
export interface Case {
  /** What `npm run bench -- NAME` selects; several cases may share one name. */
  readonly name: string
  readonly title: string
  readonly servers: readonly Server[]
  plan(target: Target, seconds: number): Plan
  /** The figures worth a column. */
  readonly columns: readonly string[]
}

const everyone = [courtside, floorPerPull, floorFramed, nchan, betterSse, nodeWrite, plainWorker]
const FAN_OUT = [
  'deliveriesPerSecond',
  'p50',
  'p99',
  'microsPerDelivery',
  'ackP50',
  'ackP99',
  'serverCores',
  'loadCores',
]

export const CASES: readonly Case[] = [
  {
    name: 'quiet',
    title: 'Quiet: 500 streams, 10 moves/s',
    servers: everyone,
    plan: (target, seconds) => ({ kind: 'paced', target, streams: 500, perSecond: 10, seconds }),
    columns: FAN_OUT,
  },
  ...[1, 8].map(
    (publishers): Case => ({
      name: 'burst',
      title: `Burst: 500 streams, moves as fast as ${publishers === 1 ? 'one publisher gets' : `${publishers} publishers get`} them acknowledged`,
      servers: everyone,
      plan: (target, seconds) => ({ kind: 'flat-out', target, streams: 500, publishers, seconds }),
      columns: ['deliveriesPerSecond', 'movesPerSecond', ...FAN_OUT.slice(1), 'leastOfMean', 'resets'],
    }),
  ),
  ...[1000, 2000].map(
    (streams): Case => ({
      name: 'wide',
      title: `Wide: ${streams} streams, 5 moves/s`,
      servers: [courtside, floorPerPull, floorFramed, nchan, betterSse],
      plan: (target, seconds) => ({ kind: 'paced', target, streams, perSecond: 5, seconds }),
      columns: FAN_OUT,
    }),
  ),
  ...[3000, 0].map(
    (over): Case => ({
      name: 'storm',
      title: `Join storm: 300 members join and open a stream ${over > 0 ? `within ${over / 1000} s` : 'all at once'}`,
      servers: [courtside, floorSaving],
      plan: (target) => ({ kind: 'storm', target, members: 300, over }),
      columns: ['refused', 'allSeatedMs', 'seatedP50', 'seatedP99'],
    }),
  ),
  {
    name: 'ack',
    title: 'Acknowledgement: moves over 8 connections, saved and synced, nobody watching',
    servers: [courtside, floorSaving],
    plan: (target, seconds) => ({ kind: 'flat-out', target, streams: 0, publishers: 8, seconds }),
    columns: ['movesPerSecond', 'ackP50', 'ackP99', 'serverCores'],
  },
  {
    name: 'memory',
    title: 'Memory: 1,000 more idle streams',
    servers: everyone,
    plan: (target) => ({ kind: 'memory', target, streams: 1000 }),
    columns: ['kilobytesPerStream', 'idleMegabytes'],
  },
  {
    name: 'stall',
    title: 'A stalled stream among 500: 200 moves/s of a long status line, without and with it',
    servers: [courtside],
    plan: (target, seconds) => ({ kind: 'stall', target, streams: 500, seconds: seconds * 2 }),
    columns: [
      'p99',
      'p99Stalled',
      'p99Ratio',
      'kilobytesSentMeanwhile',
      'kilobytesToTheStalled',
      'grownKilobytes',
      'endedInSnapshot',
    ],
  },
  {
    name: 'bytes',
    title: 'Bytes a move on a board of 100 names, against the whole state',
    servers: [courtside],
    plan: (target) => ({ kind: 'bytes', target, names: 100 }),
    columns: ['updateBytes', 'wholeBytes', 'share'],
  },
]
