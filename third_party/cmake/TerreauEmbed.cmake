# terreau_embed(target HEADER h LOOKUP function NAMES function FILES name=path…)
#
# Puts files into the program, so that it runs from anywhere without a data folder. An assembler
# file pulls each one in by .incbin (which costs no compile time, whatever the size) and a
# generated .cpp defines the two functions that the header declares in namespace terreau:
#   std::span<const std::byte> LOOKUP(std::string_view name)     empty when the name is unknown
#   std::span<const std::string_view> NAMES()
function(terreau_embed target)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "HEADER;LOOKUP;NAMES" "FILES")
  set(EMBED_HEADER ${ARG_HEADER})
  set(EMBED_LOOKUP ${ARG_LOOKUP})
  set(EMBED_NAMES ${ARG_NAMES})
  set(EMBED_ASSEMBLER "")
  set(EMBED_SYMBOLS "")
  set(EMBED_NAME_ROWS "")
  set(EMBED_DATA_ROWS "")
  set(paths "")
  set(index 0)
  list(SORT ARG_FILES)
  foreach(entry IN LISTS ARG_FILES)
    string(REGEX MATCH "^([^=]+)=(.+)$" matched "${entry}")
    set(name ${CMAKE_MATCH_1})
    set(path ${CMAKE_MATCH_2})
    set(symbol ${target}_file_${index})
    # 16 bytes: float tables may be read in place. The zero lets text be handed to C functions.
    string(APPEND EMBED_ASSEMBLER
      "  .balign 16\n  .global ${symbol}_begin, ${symbol}_end\n${symbol}_begin:\n"
      "  .incbin \"${path}\"\n${symbol}_end:\n  .byte 0\n")
    string(APPEND EMBED_SYMBOLS
      "extern const std::byte ${symbol}_begin[];\nextern const std::byte ${symbol}_end[];\n")
    string(APPEND EMBED_NAME_ROWS "    \"${name}\",\n")
    string(APPEND EMBED_DATA_ROWS "    {${symbol}_begin, ${symbol}_end},\n")
    list(APPEND paths ${path})
    math(EXPR index "${index} + 1")
  endforeach()
  set(EMBED_COUNT ${index})

  set(base ${CMAKE_CURRENT_BINARY_DIR}/${target}_embedded)
  configure_file(${CMAKE_SOURCE_DIR}/third_party/cmake/embedded.s.in ${base}_files.s @ONLY)
  configure_file(${CMAKE_SOURCE_DIR}/third_party/cmake/embedded.cpp.in ${base}_table.cpp @ONLY)
  set_source_files_properties(${base}_files.s PROPERTIES OBJECT_DEPENDS "${paths}")
  target_sources(${target} PRIVATE ${base}_files.s ${base}_table.cpp)
endfunction()
