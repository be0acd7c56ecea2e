-- wrk: what stands against a house for a random household; whatever is not answered 200 is counted.
-- TOKEN and HOUSEHOLDS (how many there are) come from the environment.

local threads = {}

function setup(thread) table.insert(threads, thread) end

function init()
  refused = 0
  households = tonumber(os.getenv("HOUSEHOLDS"))
  math.randomseed(os.time())
  headers = { ["Authorization"] = "Bearer " .. os.getenv("TOKEN") }
end

function request()
  local household = string.format("00000000-0000-4000-8000-%012x", math.random(1, households))
  return wrk.format("GET", "/api/households/" .. household .. "/overlap?purpose=house", headers)
end

function response(status)
  if status ~= 200 then refused = refused + 1 end
end

-- One line: answers per second, 99th percentile in ms, answers other than 200.
function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  for _, thread in ipairs(threads) do failed = failed + thread:get("refused") end
  io.write(string.format("result %.1f %.3f %d\n", (summary.requests - failed) / summary.duration * 1e6, latency:percentile(99) / 1000, failed))
end
