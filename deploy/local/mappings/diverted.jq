# Of a replay's statements, who was diverted from which service to which: hours and cost, by the last
# revision of each hour. Use: jq -rn -f diverted.jq statements.jsonl
reduce inputs as $s ({}; .[$s.serviceId + " " + $s.hour] = {from: $s.serviceId, out: $s.divertedOut})
| [ .[] | .from as $from | .out[][] | to_entries[]
    | {from: $from, to: .key, ms: .value.ms, cost: (.value.cost | tonumber)} ]
| group_by([.from, .to])
| map({from: .[0].from, to: .[0].to, hours: ((map(.ms) | add) / 36000 | round / 100), cost: ((map(.cost) | add) * 100 | round / 100)})
| sort_by(-.hours)[]
| [.from, .to, .hours, .cost] | @tsv
