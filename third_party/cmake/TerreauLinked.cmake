# terreau_linked_libraries(variable target…)
#
# The file names of what these shared libraries are linked to, with blanks between, as
# load_libraries() (geodata/module_file.h) takes them.
function(terreau_linked_libraries variable)
  set(names "")
  foreach(target IN LISTS ARGN)
    get_target_property(file ${target} LOCATION)
    execute_process(COMMAND ${CMAKE_READELF} -d ${file}
      OUTPUT_VARIABLE dynamic COMMAND_ERROR_IS_FATAL ANY)
    string(REGEX MATCHALL "NEEDED[^\n]*\\[([^]]+)\\]" needed "${dynamic}")
    list(TRANSFORM needed REPLACE ".*\\[(.+)\\]" "\\1")
    list(APPEND names ${needed})
  endforeach()
  list(REMOVE_DUPLICATES names)
  list(JOIN names " " names)
  set(${variable} "${names}" PARENT_SCOPE)
endfunction()
