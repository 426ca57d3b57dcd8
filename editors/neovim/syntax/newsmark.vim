" Colours by the shape of the text alone. What a number means is the server's to say.

if exists('b:current_syntax')
  finish
endif

syntax spell toplevel
" A quotation may run over a long paragraph, but nothing runs over a blank line.
syntax sync minlines=50

" Front matter, at the very top only
syntax region newsmarkFrontMatter start=/\%^---\s*$/ end=/^---\s*$/ keepend contains=newsmarkKey,newsmarkFrontNumber,@NoSpell
syntax match newsmarkKey /^[a-z][a-z_-]*\ze:/ contained contains=@NoSpell
syntax match newsmarkFrontNumber /\<\d[0-9.,]*\>/ contained

" Headlines, subheads, decks
syntax match newsmarkHeadline /^#\s.*$/ contains=@newsmarkInline,@Spell
syntax match newsmarkSubhead /^##\+\s.*$/ contains=@newsmarkInline,@Spell
syntax match newsmarkDateline /^\u[[:upper:] .'-]\+,\%([^—–]\{-}\)\ze\s[—–-]\{1,2}\s/ contains=@NoSpell

" Figures
syntax match newsmarkFigure /[$€£¥₹]\=\<\d\+\%([.,]\d\+\)*\%(\s\%(percentage points\=\|percent\|per cent\|hundred\|thousand\|million\|billion\|trillion\)\>\|%\|bn\>\|m\>\|k\>\)\=/ contains=@NoSpell
syntax match newsmarkFigureLink /\[[^]]*\](#[a-z][a-z0-9_]*)/ contains=newsmarkFigure,@NoSpell

" Quotes
syntax region newsmarkQuote start=/“/ end=/”/ end=/^\s*$/me=s-1 contains=@newsmarkInline,@Spell
syntax region newsmarkQuote start=/«/ end=/»/ end=/^\s*$/me=s-1 contains=@newsmarkInline,@Spell
syntax region newsmarkQuote start=/\%(^\|[[:space:]([—]\)\@1<="/ end=/"/ end=/^\s*$/me=s-1 contains=@newsmarkInline,@Spell
syntax match newsmarkBlockQuote /^>.*$/ contains=@newsmarkInline,newsmarkBlockSpeaker,newsmarkReaderNote,@Spell
syntax match newsmarkBlockSpeaker /^>\s*[—–]\s.*$/ contained contains=@NoSpell
syntax match newsmarkReaderNote /\*\*\%(Correction\|Clarification\|Update\|Editor['’]s note\)[^*]*\*\*/ contained

" Sources
syntax match newsmarkSourceMark /\[^[^]]\+\]/ contains=@NoSpell
syntax match newsmarkSource /^\[^[^]]\+\]:.*$/ contains=newsmarkSourceMark,newsmarkAddress,@NoSpell
syntax match newsmarkAddress /<https\=:[^> ]*>/ contained contains=@NoSpell

" Notes to colleagues, and switch-offs
syntax region newsmarkNote start=/<!--/ end=/-->/ end=/^\s*$/me=s-1 contains=newsmarkSwitchOff,newsmarkNoteWord,@Spell
syntax match newsmarkSwitchOff /\%(<!--\s*\)\@<=ok:\s*[a-z][a-z-]*/ contained contains=@NoSpell
syntax match newsmarkNoteWord /\%(<!--\s*\)\@<=note:/ contained

" What is still to come
syntax match newsmarkPlaceholder /\<\%(TKTK\|TK\|XXX\=\)\>\|\[TK[^]]*\]/ contains=@NoSpell

" Markdown that passes through
syntax region newsmarkCode start=/`/ end=/`/ end=/^\s*$/me=s-1 oneline contains=@NoSpell
syntax region newsmarkCode start=/^```/ end=/^```\s*$/ contains=@NoSpell
syntax match newsmarkStrong /\*\*[^* ][^*]*\*\*/ contains=newsmarkFigure,@Spell
syntax match newsmarkEmphasis /\*\@1<!\*[^* ][^*]*\*\*\@!/ contains=newsmarkFigure,@Spell
syntax match newsmarkTable /^|.*|\s*$/ contains=newsmarkFigure,newsmarkTableBar,@Spell
syntax match newsmarkTableBar /|/ contained
syntax match newsmarkEnd /^\%(###\|-30-\|ENDS\)\s*$/

syntax cluster newsmarkInline contains=newsmarkFigure,newsmarkFigureLink,newsmarkSourceMark,newsmarkNote,newsmarkPlaceholder,newsmarkStrong,newsmarkEmphasis,newsmarkCode

highlight default link newsmarkFrontMatter PreProc
highlight default link newsmarkKey Identifier
highlight default link newsmarkFrontNumber Number
highlight default link newsmarkHeadline Title
highlight default link newsmarkSubhead Statement
highlight default link newsmarkDateline Label
highlight default link newsmarkFigure Number
highlight default link newsmarkFigureLink Underlined
highlight default link newsmarkQuote String
highlight default link newsmarkBlockQuote String
highlight default link newsmarkBlockSpeaker Label
highlight default link newsmarkReaderNote WarningMsg
highlight default link newsmarkSourceMark Special
highlight default link newsmarkSource Comment
highlight default link newsmarkAddress Underlined
highlight default link newsmarkNote Comment
highlight default link newsmarkSwitchOff PreProc
highlight default link newsmarkNoteWord Todo
highlight default link newsmarkPlaceholder Todo
highlight default link newsmarkCode Constant
highlight default link newsmarkTableBar Delimiter
highlight default link newsmarkEnd Delimiter
highlight default newsmarkStrong cterm=bold gui=bold
highlight default newsmarkEmphasis cterm=italic gui=italic

let b:current_syntax = 'newsmark'
