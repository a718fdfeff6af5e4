// b24jssdk, as its documentation says for many changes: `batchByChunk`. One client of `tests.bench.peers`.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const work = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const require = createRequire(pathToFileURL(process.argv[3] + '/node/'))
const { B24Hook, ParamsFactory } = require('@bitrix24/b24jssdk')
const portal = B24Hook.fromWebhookUrl(work.webhook)
const usual = ParamsFactory.getDefault()
await portal.setRestrictionManagerParams({
  ...usual, operatingLimit: { ...usual.operatingLimit, limitMs: work.operating_limit_s * 1000 },
})
const calls = work.rows.map(([id, ownerTypeId, ownerId]) => (
  ['crm.activity.todo.updateDeadline', { id, ownerTypeId, ownerId, value: work.deadline }]
))
let done = []
let problem = ''
const began = performance.now()
try {
  const response = await portal.actions.v2.batchByChunk.make({ calls, options: { isHaltOnError: false } })
  done = response.getData().map((each) => Number(each.id))
  // Its errors are numbered within a batch and a later batch's take the place of an earlier one's: they name no rows.
  problem = [...new Set(response.getErrorMessages())].join('; ')
} catch (error) {
  problem = String(error)
}
const seconds = (performance.now() - began) / 1000
console.log(JSON.stringify({ seconds, done, failed: [], problem: problem.slice(0, 200) }))
