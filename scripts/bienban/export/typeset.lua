-- Writes the papers of one batch: `pandoc lua typeset.lua job.json`, in the batch's own folder.
--
-- The job is data only: pandoc's own JSON, names of styles and files, all made by Python.
-- Nothing of a document is ever run or parsed here, and no path but those of the job is opened;
-- a picture is bytes of the job, put into the media bag under a name of ours.
-- One line a group goes to standard output: `ok N` or `failed N reason`.

local function read_file(name)
  local file = assert(io.open(name, 'rb'))
  local content = file:read('a')
  file:close()
  return content
end

local function write_file(name, content)
  local file = assert(io.open(name, 'wb'))
  file:write(content)
  assert(file:close())
end

local function write(group)
  pandoc.mediabag.empty()
  for name, mime in pairs(group.pictures) do pandoc.mediabag.insert(name, mime, read_file(name)) end
  local document = pandoc.read(read_file(group.blocks), 'json')
  local options = pandoc.WriterOptions({reference_doc = group.reference, highlight_method = 'none'})
  write_file(group.output, pandoc.write(document, 'docx', options))
end

for number, group in ipairs(pandoc.json.decode(read_file(arg[1]), false).groups) do
  local ok, reason = pcall(write, group)
  local line = ok and 'ok ' .. number or 'failed ' .. number .. ' ' .. tostring(reason)
  io.stdout:write((line:gsub('[\r\n]+', ' ')), '\n')
  io.stdout:flush()
end
