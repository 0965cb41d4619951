# terreau_library(name FOLDERS dir… [EXCLUDE file…] [EMBEDS] [PUBLIC lib…] [PRIVATE lib…])
#
# One static library from the folders' own .cpp files (not their sub-folders), found by glob so
# that a new file needs no edit here. Includes are written from the repository's root. A folder
# that holds only headers, or nothing yet, becomes an interface library, unless terreau_embed is
# going to add to it (EMBEDS). The headers form a file set, which is what the "headers" test
# compiles one by one.
function(terreau_library name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "EMBEDS" "" "FOLDERS;EXCLUDE;PUBLIC;PRIVATE")
  set(sources "")
  set(headers "")
  foreach(folder IN LISTS ARG_FOLDERS)
    file(GLOB found CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp)
    list(APPEND sources ${found})
    file(GLOB found CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.h)
    list(APPEND headers ${found})
  endforeach()
  foreach(file IN LISTS ARG_EXCLUDE)
    list(REMOVE_ITEM sources ${CMAKE_SOURCE_DIR}/${file})
    list(REMOVE_ITEM headers ${CMAKE_SOURCE_DIR}/${file})
  endforeach()

  if(sources OR ARG_EMBEDS)
    set(public PUBLIC)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PRIVATE terreau_options ${ARG_PRIVATE})
  else()
    set(public INTERFACE)
    add_library(${name} INTERFACE)
  endif()
  target_include_directories(${name} ${public} ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} ${public} ${ARG_PUBLIC})
  if(headers)
    target_sources(${name} ${public}
      FILE_SET HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR} FILES ${headers})
  endif()
endfunction()
