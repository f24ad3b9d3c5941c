# cmake -D ROOT=… -P toplevel.cmake: the repository has nothing at its top but what is planned there, so that nothing
# that a tool left behind comes with a commit. What git ignores may be there.
set(planned src ui resources tests CMakeLists.txt CMakePresets.json LICENSE README.md)
set(ignored build CMakeUserPresets.json)
file(GLOB entries RELATIVE ${ROOT} ${ROOT}/*)
list(REMOVE_ITEM entries ${planned} ${ignored})
list(FILTER entries EXCLUDE REGEX "^\\.|\\.user$")
if(entries)
    message(FATAL_ERROR "Remove it, or move it into a folder: ${entries}")
endif()
