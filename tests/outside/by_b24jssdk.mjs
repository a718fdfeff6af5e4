// What a script with @bitrix24/b24jssdk does; prints one line of JSON at the end.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const require = createRequire(pathToFileURL(process.argv[3] + '/node/'))
const { B24Hook } = require('@bitrix24/b24jssdk')
const portal = B24Hook.fromWebhookUrl(process.argv[2])
const page = await portal.callMethod('crm.activity.list', { select: ['ID'], filter: { COMPLETED: 'N' } })
const all = await portal.callListMethod('crm.activity.list', { select: ['ID'], filter: { COMPLETED: 'N' } })
let fetched = 0
for await (const chunk of portal.fetchListMethod('crm.activity.list', { select: ['ID'], filter: { COMPLETED: 'N' } }, 'ID')) {
  fetched += chunk.length
}
const batch = await portal.callBatch({
  one: { method: 'crm.deal.get', params: { id: 1 } },
  same: ['crm.deal.get', { id: '$result[one][ID]' }],
}, true)
const made = await portal.callMethod('crm.activity.todo.add', {
  ownerTypeId: 2, ownerId: 1, deadline: new Date('2027-01-01').toISOString(), title: 'From JavaScript',
})
console.log(JSON.stringify({
  total: page.getTotal(), all: all.getData().length, fetched,
  batch: batch.getData(), made: made.getData().result.id,
}))
