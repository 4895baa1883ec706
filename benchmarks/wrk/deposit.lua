-- Deposits with wrk, as the scenario "deposit" does them: accounts at random, each under a key of
-- its own.
--
--   ./rastro serve --currency EUR --data /tmp/wrk-data &
--   for i in $(seq 200); do
--     curl -s localhost:8080/api/v1/accounts -H 'Content-Type: application/json' \
--       -d '{"owner_name":"Holder"}' | grep -o '"account_id":"[^"]*' | cut -d'"' -f4
--   done > accounts.txt
--   wrk -t 2 -c 256 -d 20 --latency -s benchmarks/wrk/deposit.lua http://localhost:8080
--
-- wrk does not check what was answered; at the end this tells how many answers were not 201.

local threads = {}

function setup(thread)
  thread:set("number", #threads + 1)
  table.insert(threads, thread)
end

function init()
  accounts = {}
  for id in io.lines("accounts.txt") do
    table.insert(accounts, id)
  end
  -- No key may come from an earlier run.
  keys = string.format("%d-%d-%s-", os.time(), number, tostring(accounts):match("0x%x+"))
  sent = 0
  others = 0
  math.randomseed(os.time() + number)
end

function request()
  sent = sent + 1
  local id = accounts[math.random(#accounts)]
  local body = string.format(
    '{"amount":"%d.%02d","description":"benchmark"}', math.random(0, 8), math.random(1, 99))
  return wrk.format("POST", "/api/v1/accounts/" .. id .. "/deposit", {
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = keys .. sent,
  }, body)
end

function response(status)
  if status ~= 201 then
    others = others + 1
  end
end

function done(summary)
  local sum = 0
  for _, thread in ipairs(threads) do
    sum = sum + thread:get("others")
  end
  print(string.format("%d answers, %d of them not 201", summary.requests, sum))
end
