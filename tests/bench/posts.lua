-- One signed-in person after the other sends a form; each request is new work for the site.
-- A sheet is sent by a browser that nobody knows, as most people do.
-- Arguments: what (vote, comment, idea, sheet), the box or survey, the first idea, how many ideas, a file of sessions.
local what, box, first, many, sessions, sent = nil, nil, 0, 0, {}, 0

function init(arguments)
  what, box = arguments[1], arguments[2]
  first, many = tonumber(arguments[3]), tonumber(arguments[4])
  for session in io.lines(arguments[5]) do sessions[#sessions + 1] = session end
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
  math.randomseed(os.time())
  sent = math.random(0, 1000) * 1000
end

local function uuid()
  return (string.gsub("xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx", "x", function()
    return string.format("%x", math.random(0, 15))
  end))
end

function request()
  sent = sent + 1
  local token = string.rep("a", 32)
  if what == "sheet" then
    wrk.headers["Cookie"] = "csrftoken=" .. token
    return wrk.format(nil, "/enquetes/" .. box .. "/repondre/", nil, "csrfmiddlewaretoken=" .. token
      .. "&step=1&q1=a&q2=b&q2=c&q3=4&q4=12&q5=Plus+de+bancs+" .. sent .. "&send=1")
  end
  local session = sessions[sent % #sessions + 1]
  local idea = first + math.floor(sent / #sessions) % many
  wrk.headers["Cookie"] = "sessionid=" .. session .. "; csrftoken=" .. token
  local form = "csrfmiddlewaretoken=" .. token .. "&token=" .. uuid()
  if what == "vote" then
    return wrk.format(nil, "/idees/" .. idea .. "/soutien/", nil, form .. "&choice=for")
  elseif what == "comment" then
    return wrk.format(nil, "/idees/" .. idea .. "/commenter/", nil, form .. "&body=Une+remarque+" .. sent)
  end
  return wrk.format(nil, "/idees/boite/" .. box .. "/proposer/", nil,
    form .. "&is_different=1&title=Une+proposition+" .. sent .. "&body=Pour+la+place.")
end
