-- wrk: one page of the staff, again and again, with its compressed answer as a browser asks for it; whatever is not answered
-- 200 is counted. COOKIE comes from the environment.

local threads = {}

function setup(thread) table.insert(threads, thread) end

function init()
  refused = 0
  wrk.headers["Cookie"] = os.getenv("COOKIE")
  wrk.headers["Accept-Encoding"] = "gzip"
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
