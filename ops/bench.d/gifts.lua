-- wrk: one new gift into one fund with each request; whatever is not answered 201 is counted.
-- TOKEN and FUND come from the environment.

local threads = {}
local numbered = 0

function setup(thread)
  thread:set("number", numbered)
  numbered = numbered + 1
  table.insert(threads, thread)
end

function init()
  run = string.format("%x-%d", os.time(), number)
  sent, refused = 0, 0
  math.randomseed(os.time() + number)
  headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. os.getenv("TOKEN") }
  body = '{"fund":"' .. os.getenv("FUND") .. '","channel":"cash","amountVnd":%d,"donorName":"Nguyễn Thị Thử %s %d"}'
end

function request()
  sent = sent + 1
  headers["Idempotency-Key"] = run .. "-" .. sent
  return wrk.format("POST", nil, headers, string.format(body, math.random(10, 5000) * 1000, run, sent))
end

function response(status)
  if status ~= 201 then refused = refused + 1 end
end

-- One line: gifts per second, 99th percentile in ms, answers other than 201.
function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  for _, thread in ipairs(threads) do failed = failed + thread:get("refused") end
  io.write(string.format("result %.1f %.3f %d\n", (summary.requests - failed) / summary.duration * 1e6, latency:percentile(99) / 1000, failed))
end
