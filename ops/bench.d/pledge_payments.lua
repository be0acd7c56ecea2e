-- wrk: an instalment of a random pledge with each request; whatever is not answered 201 is counted.
-- TOKEN, PLEDGES (how many there are) and ROUND come from the environment.

local threads = {}

function setup(thread) table.insert(threads, thread) end

function init()
  run = string.format("%x-%s", os.time(), os.getenv("ROUND"))
  sent, refused = 0, 0
  pledges = tonumber(os.getenv("PLEDGES"))
  math.randomseed(os.time())
  headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. os.getenv("TOKEN") }
end

function request()
  local number
  -- Neither one that comes to its end nor one that is only held.
  repeat number = math.random(1, pledges) until number % 20 ~= 0 and number % 50 ~= 1
  sent = sent + 1
  headers["Idempotency-Key"] = run .. "-" .. sent
  return wrk.format("POST", string.format("/api/pledges/00000000-0000-4000-8d06-%012x/payments", number), headers, '{"channel":"cash","amountVnd":500000}')
end

function response(status)
  if status ~= 201 then refused = refused + 1 end
end

-- One line: payments per second, 99th percentile in ms, answers other than 201.
function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  for _, thread in ipairs(threads) do failed = failed + thread:get("refused") end
  io.write(string.format("result %.1f %.3f %d\n", (summary.requests - failed) / summary.duration * 1e6, latency:percentile(99) / 1000, failed))
end
