-- Makes the papers of one batch: `pandoc lua typeset.lua JOB.json`, in the batch's own folder.
--
-- The job is data only: Markdown bodies, blocks in pandoc's JSON, names of styles and files.
-- Nothing of a document is ever run, no path of a document is ever opened: raw nodes become
-- text, links keep their words only, and a picture is one that the job holds, or the paper fails.
-- One line a paper goes to standard output: `ok N FILE` or `failed N reason`.
--
-- What a DOCX costs pandoc is mostly its styles, not its text. So papers of one layout are written
-- into one file, each after a comment that no text can hold (its `<` would be escaped), and Python
-- parts them again. Nothing in them depends on what stands before: no lists, notes or bookmarks.

local DIALECT = 'commonmark+pipe_tables'
local NARROWEST, WIDEST = 6, 40 -- characters that a column counts for at least and at most
local TOGETHER = 50 -- papers in one file

local List = pandoc.List

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

local function styled(block, style)
  return pandoc.Div({block}, pandoc.Attr('', {}, {['custom-style'] = style}))
end

local function style_of(block)
  return block.t == 'Div' and block.attributes['custom-style'] or nil
end

-- Inlines ---------------------------------------------------------------------------------------

local function lines_of(text)
  local inlines = List()
  for line in (text:gsub('\n$', '') .. '\n'):gmatch('([^\n]*)\n') do
    if #inlines > 0 then inlines:insert(pandoc.LineBreak()) end
    inlines:insert(pandoc.Str(line))
  end
  return inlines
end

-- The filter that takes everything from inlines that is more than words.
local function plain_inlines(paper, job)
  return {
    RawInline = function(raw) return pandoc.Str(raw.text) end,
    Code = function(code) return pandoc.Str(code.text) end,
    Link = function(link) return link.content end,
    SoftBreak = function() return pandoc.Space() end,
    Span = function(span) return span.content end,
    Note = function() return {} end,
    Math = function(math) return pandoc.Str(math.text) end,
    Image = function(image)
      local name = paper.pictures[image.src]
      if not name then error('picture ' .. image.src, 0) end
      local picture = job.pictures[name]
      pandoc.mediabag.insert(name, picture.mime, read_file(name))
      return pandoc.Image(image.caption, name)
    end,
  }
end

local pictured = false -- whether the paper at hand has pictures at all

local function has_picture(block)
  if not pictured then return false end
  local found = false
  block:walk({Image = function() found = true end})
  return found
end

-- Blocks ----------------------------------------------------------------------------------------

local shape -- the blocks of a body, in the styles of a paper; set below

local function paragraph(content, style, styles)
  local block = pandoc.Para(content)
  if has_picture(block) then return styled(block, styles.picture) end
  return styled(block, style or styles.body)
end

-- An entry of a list is a paragraph that its mark opens, as papers have it, not a hanging list.
local function entry(blocks, mark, depth, styles)
  local result = List()
  local style = depth > 1 and styles.sub_item or styles.item
  for position, block in ipairs(blocks) do
    if block.t == 'Plain' or block.t == 'Para' then
      local content = List(block.content)
      if position == 1 then content:insert(1, pandoc.Str(mark .. ' ')) end
      result:insert(paragraph(content, style, styles))
    else
      if position == 1 then result:insert(styled(pandoc.Para({pandoc.Str(mark)}), style)) end
      result:extend(shape(List({block}), depth, styles))
    end
  end
  return result
end

local function bullets(list, depth, styles)
  local result = List()
  for _, blocks in ipairs(list.content) do
    result:extend(entry(blocks, depth > 0 and '+' or '-', depth + 1, styles))
  end
  return result
end

local function numbers(list, depth, styles)
  local result = List()
  local close = tostring(list.delimiter):match('Paren') and ')' or '.'
  for position, blocks in ipairs(list.content) do
    local mark = tostring(list.start + position - 1) .. close
    result:extend(entry(blocks, mark, depth + 1, styles))
  end
  return result
end

local function cell_blocks(cell, style)
  local content = List()
  for _, block in ipairs(cell.contents) do content:insert(styled(pandoc.Para(block.content), style)) end
  cell.contents = content
  return cell
end

local function each_row(table_, act)
  for _, row in ipairs(table_.head.rows) do act(row, true) end
  for _, body in ipairs(table_.bodies) do
    for _, row in ipairs(body.body) do act(row, false) end
  end
end

-- Columns as wide as what they hold, within reason, so that every program draws them alike.
local function fit_columns(table_)
  local widest, total = {}, 0
  for column = 1, #table_.colspecs do widest[column] = NARROWEST end
  each_row(table_, function(row)
    for column, cell in ipairs(row.cells) do
      local length = utf8.len(pandoc.utils.stringify(cell.contents)) or 0
      widest[column] = math.min(WIDEST, math.max(widest[column] or NARROWEST, length))
    end
  end)
  for _, width in ipairs(widest) do total = total + width end
  local specs = List()
  for column, spec in ipairs(table_.colspecs) do
    specs:insert({spec[1], widest[column] / total})
  end
  table_.colspecs = specs
end

local function ruled_table(table_, styles)
  fit_columns(table_)
  each_row(table_, function(row, head)
    local cells = List()
    for _, cell in ipairs(row.cells) do
      cells:insert(cell_blocks(cell, head and styles.cell_head or styles.cell))
    end
    row.cells = cells
  end)
  return List({table_, styled(pandoc.Para({pandoc.Str('\u{a0}')}), styles.after_table)})
end

local function quoted(blocks, styles)
  local result = List()
  for _, block in ipairs(blocks) do
    local inner = style_of(block) and block.content[1]
    result:insert(inner and inner.t == 'Para' and styled(inner, styles.quote) or block)
  end
  return result
end

local function shape_one(block, depth, styles)
  local kind = block.t
  if kind == 'Para' or kind == 'Plain' then
    return List({paragraph(block.content, depth > 0 and styles.item or nil, styles)})
  elseif kind == 'BulletList' then return bullets(block, depth, styles)
  elseif kind == 'OrderedList' then return numbers(block, depth, styles)
  elseif kind == 'Table' then return ruled_table(block, styles)
  elseif kind == 'BlockQuote' then return quoted(shape(block.content, depth, styles), styles)
  elseif kind == 'CodeBlock' or kind == 'RawBlock' then
    return List({styled(pandoc.Para(lines_of(block.text)), styles.body)})
  elseif kind == 'HorizontalRule' then
    return List({styled(pandoc.Para({pandoc.Str('\u{a0}')}), styles.short_rule)})
  elseif kind == 'Header' then -- one inside a list or quotation, which is no heading of the paper
    return List({styled(pandoc.Para({pandoc.Strong(block.content)}), styles.body)})
  end
  error('block ' .. kind, 0)
end

function shape(blocks, depth, styles)
  local result = List()
  for _, block in ipairs(blocks) do result:extend(shape_one(block, depth, styles)) end
  return result
end

-- The paper -------------------------------------------------------------------------------------

-- The body's blocks with its headings as the paper prints them and what stands before each.
local function assemble(blocks, headings, before, styles)
  local result, count = List(), 0
  for _, block in ipairs(blocks) do
    if block.t == 'Header' then
      result:extend(before[tostring(count)] or {})
      count = count + 1
      local heading = headings[count]
      if not heading then error('headings', 0) end
      result:insert(pandoc.Header(heading.level, {pandoc.Str(heading.text)}))
    else
      result:extend(shape_one(block, 0, styles))
    end
  end
  if count ~= #headings then error('headings', 0) end
  result:extend(before[tostring(count)] or {})
  return result
end

local function marked(inlines, mark)
  local last = inlines[#inlines]
  if last and last.t == 'Str' then
    inlines[#inlines] = pandoc.Str((last.text:gsub('%s*[%.;,]+$', '')) .. mark)
  else
    inlines:insert(pandoc.Str(mark))
  end
  return inlines
end

-- The end mark closes the last paragraph, which stays on one page with the signatures.
local function finish(blocks, mark, styles)
  local last = blocks[#blocks]
  local style = last and style_of(last)
  local inner = style and last.content[1]
  if inner and inner.t == 'Para' and style ~= styles.after_table and not has_picture(inner) then
    blocks[#blocks] = styled(pandoc.Para(marked(List(inner.content), mark)), styles.last)
  else
    blocks:insert(styled(pandoc.Para({pandoc.Str(mark)}), styles.last))
  end
  return blocks
end

local function parts_of(frame)
  local parts = {}
  for _, part in ipairs(pandoc.read(frame, 'json').blocks) do
    parts[part.identifier] = part.content
  end
  return parts
end

local function typeset(paper, job)
  pictured = next(paper.pictures) ~= nil
  local styles = job.styles
  local body = pandoc.read(paper.body, DIALECT):walk(plain_inlines(paper, job))
  local parts = parts_of(paper.frame)
  local blocks = List(parts.head)
  blocks:extend(assemble(body.blocks, paper.headings, parts, styles))
  blocks:extend(parts.closing)
  blocks = finish(blocks, paper.end_mark, styles)
  blocks:extend(parts.ending)
  return blocks
end

-- Writing ---------------------------------------------------------------------------------------

local job = pandoc.json.decode(read_file(arg[1]), false)
local files = 0

local function say(...)
  io.stdout:write((table.concat({...}, ' '):gsub('[\r\n]+', ' ')), '\n')
  io.stdout:flush()
end

-- Writes papers, each a number and its blocks, into one file; returns the file's name.
local function write(papers, reference)
  files = files + 1
  local name, blocks = files .. '.docx', List()
  for _, paper in ipairs(papers) do
    blocks:insert(pandoc.RawBlock('openxml', '<!--paper ' .. paper.number .. '-->'))
    blocks:extend(paper.blocks)
  end
  local options = pandoc.WriterOptions({reference_doc = reference, highlight_method = 'none'})
  local meta = {lang = pandoc.MetaString(job.lang)}
  write_file(name, pandoc.write(pandoc.Pandoc(blocks, meta), 'docx', options))
  return name
end

local function write_and_say(papers, reference)
  local ok, name = pcall(write, papers, reference)
  if ok then
    for _, paper in ipairs(papers) do say('ok', paper.number, name) end
  elseif #papers == 1 then
    say('failed', papers[1].number, tostring(name))
  else
    for _, paper in ipairs(papers) do write_and_say({paper}, reference) end
  end
end

local waiting = {}
for number, paper in ipairs(job.papers) do
  pandoc.mediabag.empty()
  local ok, blocks = pcall(typeset, paper, job)
  local made = {{number = number, blocks = blocks}}
  if not ok then
    say('failed', number, tostring(blocks))
  elseif pictured then
    write_and_say(made, paper.reference)
  else
    local group = waiting[paper.reference] or {}
    waiting[paper.reference] = group
    table.insert(group, made[1])
    if #group == TOGETHER then
      write_and_say(group, paper.reference)
      waiting[paper.reference] = nil
    end
  end
end
for reference, group in pairs(waiting) do write_and_say(group, reference) end
