-- Every request posts the next line of the thread's file; every body that comes back is kept.
local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
  local ports = {}
  for port in string.gmatch(os.getenv("DOOR_PORTS"), "%d+") do table.insert(ports, port) end
  local port = ports[(#threads - 1) % #ports + 1]
  thread.addr = wrk.lookup("127.0.0.1", port)[1]
end

function init(args)
  local stem = os.getenv("DOOR_FEED")
  feed = io.open(stem .. "." .. number, "r")
  kept = io.open(stem .. "." .. number .. ".answers", "w")
  kept:setvbuf("full", 1048576)
  path = os.getenv("DOOR_PATH")
  head = "POST " .. path .. " HTTP/1.1\r\nHost: localhost\r\nOrigin: " .. os.getenv("DOOR_ORIGIN") ..
    "\r\nCookie: sessionid=bench\r\nAccept: application/json\r\nContent-Type: " .. os.getenv("DOOR_TYPE") ..
    "\r\nContent-Length: "
  before = os.getenv("DOOR_BEFORE")
  after = os.getenv("DOOR_AFTER")
  good, other, dry = 0, 0, 0
end

function request()
  local line = feed:read("*l")
  if line == nil then
    dry = dry + 1
    line = "dry"
  end
  local body = before .. line .. after
  return head .. #body .. "\r\n\r\n" .. body
end

function response(status, headers, body)
  if status == 200 then
    good = good + 1
    kept:write(body, "\n")
  else
    other = other + 1
  end
end

function done(summary, latency, requests)
  local good, other, dry = 0, 0, 0
  for _, thread in ipairs(threads) do
    good = good + thread:get("good")
    other = other + thread:get("other")
    dry = dry + thread:get("dry")
  end
  io.write(string.format(
    '\nRESULT {"good": %d, "other": %d, "dry": %d, "p99_us": %d, "p50_us": %d, "duration_us": %d, "errors": %d}\n',
    good, other, dry, latency:percentile(99), latency:percentile(50), summary.duration,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
